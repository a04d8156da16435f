/** Which part of a list a call asks for. */
export interface PageRequest {
  /** Where an earlier answer ended. @default the list's beginning */
  readonly token?: string;
  /** The most items; 0 is the service's default, too. */
  readonly size?: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent at the list's end. */
  readonly nextToken?: string;
}

/** Returns the part of a list, undefined where the token is none that an earlier answer gave. `most` is the default size. */
export function takePage<Item>(list: readonly Item[], request: PageRequest, most: number): Page<Item> | undefined {
  const start = request.token === undefined ? 0 : readToken(request.token);
  if (start === undefined) return undefined;
  const end = start + Math.min(request.size || most, most);
  return { items: list.slice(start, end), ...(end < list.length && { nextToken: printToken(end) }) };
}

const MARK = "next:";

const printToken = (position: number): string => Buffer.from(`${MARK}${position}`).toString("base64url");

function readToken(token: string): number | undefined {
  const text = Buffer.from(token, "base64url").toString();
  const position = Number(text.slice(MARK.length));
  return text.startsWith(MARK) && Number.isSafeInteger(position) && position >= 0 ? position : undefined;
}
