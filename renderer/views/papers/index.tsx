/** 文书: every paper that leaves the office, with its preview. */
export default function PapersView() {
  return <div className="papers" />;
}
