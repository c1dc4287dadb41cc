/** How the characters of a file are written as bytes; one byte a character counts as UTF-8 until a cell shows otherwise. */
export type TextEncoding = "UTF-8" | "UTF-16LE" | "UTF-16BE";

/** @returns how a file is written, by its byte order mark or by where its first bytes are zero, and how long that mark is */
export function sniffEncoding(head: Uint8Array): { readonly encoding: TextEncoding; readonly markLength: number } {
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "UTF-16LE", markLength: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "UTF-16BE", markLength: 2 };
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "UTF-8", markLength: 3 };
  const zeros = [0, 0];
  const looked = head.subarray(0, 64);
  looked.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const enough = looked.length / 4;
  if ((zeros[1] ?? 0) > enough) return { encoding: "UTF-16LE", markLength: 0 };
  return { encoding: (zeros[0] ?? 0) > enough ? "UTF-16BE" : "UTF-8", markLength: 0 };
}

/**
 * Rewrites UTF-16 as UTF-8, byte by byte: no text is made of what may be a key.
 *
 * @returns takes a piece of the file and gives the same in UTF-8; a character may be cut in two by the pieces
 */
export function utf8From(encoding: TextEncoding): (piece: Uint8Array) => Uint8Array {
  if (encoding === "UTF-8") return (piece) => piece;
  const [low, high] = encoding === "UTF-16LE" ? [0, 1] : [1, 0];
  const unit = new Uint8Array(2);
  let have = 0;
  let lead = 0;
  return (piece) => {
    const out = new Uint8Array(piece.length * 2 + 4);
    let length = 0;
    for (const byte of piece) {
      unit[have] = byte;
      have += 1;
      if (have < 2) continue;
      have = 0;
      const code = ((unit[high] ?? 0) << 8) | (unit[low] ?? 0);
      if (code >= 0xd800 && code <= 0xdbff) lead = code;
      else {
        const isTrail = code >= 0xdc00 && code <= 0xdfff && lead !== 0;
        length = written(out, length, isTrail ? 0x10000 + ((lead - 0xd800) << 10) + (code - 0xdc00) : code);
        lead = 0;
      }
    }
    return out.subarray(0, length);
  };
}

const leads = [0, 0xc0, 0xe0, 0xf0];

function written(out: Uint8Array, at: number, code: number): number {
  if (code < 0x80) {
    out[at] = code;
    return at + 1;
  }
  const more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  out[at] = (leads[more] ?? 0) | (code >> (more * 6));
  for (let index = 1; index <= more; index += 1) out[at + index] = 0x80 | ((code >> ((more - index) * 6)) & 0x3f);
  return at + more + 1;
}

/**
 * A cell as text: UTF-8 where it is that, and otherwise the Western European writing that spreadsheets still save in.
 * Never for the cell of a key, which must not become a text.
 */
export function cellText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return western.decode(bytes);
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
const western = new TextDecoder("windows-1252");
