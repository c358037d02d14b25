/** Files in hand at one time: both children always have work, and few finished ones wait for their turn. */
const AHEAD = 4;

/** Works on a few at a time and gives the answers in the order of the questions. */
export async function* inOrder<Q, A>(
  questions: readonly Q[],
  work: (question: Q) => Promise<A>,
): AsyncGenerator<A> {
  const ahead: Promise<A>[] = [];
  let next = 0;
  try {
    for (;;) {
      for (; next < questions.length && ahead.length < AHEAD; next += 1) {
        const answer = work(questions[next] as Q);
        // Told when its turn comes; until then it is nobody's unhandled failure.
        answer.catch(() => undefined);
        ahead.push(answer);
      }
      const answer = ahead.shift();
      if (answer === undefined) return;
      yield await answer;
    }
  } finally {
    // Nothing goes on behind the back of who stopped asking.
    await Promise.allSettled(ahead);
  }
}
