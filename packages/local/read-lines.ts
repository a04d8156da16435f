import type { Readable } from "node:stream";

const NEWLINE = 10;
/** Pieces of a line that are kept apart: many small ones cost more memory than their bytes. */
const MOST_PIECES = 1_000;

export interface LineReader {
  /** Bytes. A longer line is handed on in pieces. */
  readonly longest: number;
  /** Takes a line of UTF-8, or a piece of one that is too long: `isWhole` is false. */
  readonly take: (line: string, isWhole: boolean) => void;
  /** Says whether more is wanted; what comes while it is not is read and dropped. @default all is wanted */
  readonly wants?: () => boolean;
}

/** Reads a stream line by line and keeps at most `longest` bytes of it, whatever it carries. */
export function readLines(stream: Readable, { longest, take, wants = () => true }: LineReader): void {
  let pieces: Buffer[] = [];
  let size = 0;
  const flush = (isWhole: boolean) => {
    const line = Buffer.concat(pieces).toString();
    pieces = [];
    size = 0;
    take(line, isWhole);
  };
  const keep = (piece: Buffer) => {
    pieces.push(piece);
    size += piece.length;
    if (pieces.length > MOST_PIECES) pieces = [Buffer.concat(pieces)];
  };
  const addPiece = (piece: Buffer) => {
    let rest = piece;
    while (size + rest.length > longest && wants()) {
      const room = longest - size;
      keep(rest.subarray(0, room));
      rest = rest.subarray(room);
      flush(false);
    }
    if (rest.length > 0 && wants()) keep(rest);
  };
  stream.on("data", (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0 && wants(); end = chunk.indexOf(NEWLINE, start)) {
      addPiece(chunk.subarray(start, end));
      flush(true);
      start = end + 1;
    }
    if (wants()) return addPiece(chunk.subarray(start));
    pieces = [];
    size = 0;
  });
  stream.on("end", () => size > 0 && wants() && flush(true));
}
