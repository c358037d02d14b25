/** Damage to files, the same for the same seed. */
import { unzipSync, zipSync } from 'fflate';

export type Random = (below: number) => number;

/** Small and fast (xorshift); the same numbers for the same seed everywhere. */
export function randomOf(seed: number): Random {
  let state = (seed * 2654435761 + 1) >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

/** Bytes changed, cut out, doubled, or the end lost. */
export function damaged(bytes: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  const copy = Buffer.from(bytes);
  if (copy.length === 0) return copy;
  const at = random(copy.length);
  const span = 1 + random(Math.min(200, copy.length));
  switch (random(6)) {
    case 0:
      return copy.subarray(0, at);
    case 1:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(Math.min(copy.length, at + span))]);
    case 2:
      return Buffer.concat([copy.subarray(0, at + span), copy.subarray(at)]);
    case 3: {
      // A number turned into an extreme one.
      const extreme = [0, 0xff, 0x7f, 0x80, 0xfe][random(5)] ?? 0;
      copy.fill(extreme, at, Math.min(copy.length, at + 2 ** random(4)));
      return copy;
    }
    default:
      for (let i = 1 + random(12); i > 0; i--) copy[random(copy.length)] = random(256);
      return copy;
  }
}

/** A package whose parts were damaged, exchanged or lost, but whose zip is sound. */
export function damagedParts(bytes: Uint8Array, random: Random): Uint8Array {
  const parts = unzipSync(bytes);
  const names = Object.keys(parts);
  const pick = (): string => names[random(names.length)] ?? '';
  for (let i = 1 + random(2); i > 0; i--) {
    const name = pick();
    const part = parts[name] ?? new Uint8Array(0);
    switch (random(5)) {
      case 0:
        parts[name] = parts[pick()] ?? part;
        break;
      case 1:
        Reflect.deleteProperty(parts, name);
        break;
      case 2:
        parts[name] = damaged(part, random);
        break;
      default:
        parts[name] = /\.(?:xml|rels)$/i.test(name) ? editedXml(part, random) : damaged(part, random);
    }
  }
  return zipSync(parts, { level: 1 });
}

const STRANGE = [
  '',
  '-1',
  '0',
  '1048577',
  '99999999999',
  'XFD1048576',
  'A1:XFD1048576',
  'NaN',
  '1e400',
  '__proto__',
  '../../x',
  '&#0;',
  '&x;',
  '<',
  '>',
  '"',
  '\u0000',
  '中',
  's',
  'inlineStr',
  '<![CDATA[',
  ']]>',
  '<!--',
  '<?x',
  '</row>',
  '<c r="A1">',
  '<sheetData>',
  '<!DOCTYPE a>',
];

/** Values, names and tags changed where XML has them. */
function editedXml(part: Uint8Array<ArrayBuffer>, random: Random): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(part).toString('utf8');
  const strange = STRANGE[random(STRANGE.length)] ?? '';
  const places = [...text.matchAll([/="[^"]*"/g, />[^<]*</g, /<\/?[\w:]+/g, /<[^>]*>/g][random(4)] ?? /$/g)];
  const place = places[random(Math.max(1, places.length))];
  if (place === undefined) return part;
  const [found] = place;
  const instead = found.startsWith('="')
    ? `="${strange}"`
    : found.startsWith('>')
      ? `>${strange}<`
      : random(2) === 0
        ? found.repeat(1 + random(3))
        : `${strange}${random(2) === 0 ? found : ''}`;
  return Buffer.from(text.slice(0, place.index) + instead + text.slice(place.index + found.length), 'utf8');
}
