import type { WebSocket } from "ws";

/** Bytes. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html */
export const LARGEST = { frame: 32 * 1024, message: 128 * 1024 } as const;

/**
 * Checks that API Gateway would take a message.
 *
 * @throws Error when it is too large.
 */
export function requireMessage(message: string): string {
  const bytes = Buffer.byteLength(message);
  if (bytes <= LARGEST.message) return message;
  const fix = "send less: API Gateway would close the connection with 1009";
  throw new Error(`--message: over ${LARGEST.message} bytes, got ${bytes}; ${fix}`);
}

/** Sends a text message, in several frames where it is longer than API Gateway takes one. */
export function sendMessage(socket: WebSocket, message: string): void {
  const frames = splitFrames(Buffer.from(message));
  frames.forEach((frame, index) => socket.send(frame, { binary: false, fin: index === frames.length - 1 }));
}

/** No frame ends within a character: RFC 6455 allows it, but not every server reads it. */
export function splitFrames(bytes: Buffer, largest: number = LARGEST.frame): readonly Buffer[] {
  const frames: Buffer[] = [];
  let start = 0;
  while (bytes.length - start > largest) {
    let end = start + largest;
    while (isWithinCharacter(bytes[end])) end -= 1;
    frames.push(bytes.subarray(start, end));
    start = end;
  }
  return [...frames, bytes.subarray(start)];
}

/** A continuation byte of UTF-8. */
const isWithinCharacter = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;
