import type { SocketEvent } from "@sfn-websocket/local/console/client-api";

/** A line of a socket's log. */
export interface Frame {
  /** Counts from 1 on each socket. */
  readonly id: number;
  readonly at: number;
  readonly kind: "sent" | "received" | "told" | "failed";
  readonly text: string;
  /** Of the message, in UTF-8. @default it is no message */
  readonly bytes?: number;
  /** The trace of a message that was sent. @default none is known */
  readonly trace?: number;
  /** Whether API Gateway itself says it. */
  readonly isError?: boolean;
}

/** Frames that a socket's log holds, and the characters of them all. */
const MOST = 500;
const LONGEST = 4 * 1024 * 1024;

const ENCODER = new TextEncoder();
export const countBytes = (text: string): number => ENCODER.encode(text).length;

/** Adds a frame; the oldest leave when there are too many, or too much of them. */
export function addFrame(frames: readonly Frame[], added: Omit<Frame, "id">): readonly Frame[] {
  const next = [...frames, { ...added, id: (frames.at(-1)?.id ?? 0) + 1 }];
  let first = Math.max(0, next.length - MOST);
  let length = 0;
  for (let index = next.length - 1; index >= first; index -= 1) {
    length += next[index]?.text.length ?? 0;
    if (length > LONGEST && index < next.length - 1) first = index + 1;
  }
  return first === 0 ? next : next.slice(first);
}

/** How a frame that came is shown. */
export function describeReceived({ text = "", isBinary }: SocketEvent): Omit<Frame, "id" | "at"> {
  if (isBinary) return { kind: "received", text: `${text} (base64 of a binary frame)`, bytes: countBase64(text) };
  return { kind: "received", text, bytes: countBytes(text), isError: isGatewayError(text) };
}

const countBase64 = (text: string): number => (text.length * 3) / 4 - (/=*$/.exec(text)?.[0].length ?? 0);

/** The members of API Gateway's own frames, in their order. */
const ERROR = "message,connectionId,requestId";

/** Whether a frame is one by which API Gateway itself tells that a message failed. */
export function isGatewayError(text: string): boolean {
  const value = parseJson(text);
  return typeof value === "object" && value !== null && Object.keys(value).join(",") === ERROR;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * The frames, of which the first message that is the trace's knows it. A socket's messages leave their traces in the order in
 * which they are sent.
 */
export function linkTrace(frames: readonly Frame[], trace: { readonly id: number; readonly excerpt?: string }) {
  if (frames.some((frame) => frame.trace === trace.id)) return frames;
  const sent = frames.find(
    (frame) => frame.kind === "sent" && frame.trace === undefined && isExcerpt(trace.excerpt, frame.text),
  );
  return sent ? frames.map((frame) => (frame === sent ? { ...frame, trace: trace.id } : frame)) : frames;
}

/** An excerpt is one line of what a text begins with. */
function isExcerpt(excerpt = "", text: string): boolean {
  const line = text.replace(/\s+/g, " ").trim();
  return excerpt.endsWith("…") ? line.startsWith(excerpt.slice(0, -1)) : line === excerpt;
}
