import { badRequest } from "../api-gateway-error";

interface PageRequest {
  /** As the client gave it; null or empty for `standard`. */
  readonly size: string | null;
  /** The token of the page before; null or empty for the first page. */
  readonly token: string | null;
  /** Items on a page that the client does not size. */
  readonly standard: number;
}

/**
 * Returns a page of items, and the token of the next one if there are more.
 *
 * @throws ApiGatewayError BadRequestException where size or token is none; *assumed* texts.
 */
export function takePage<T>(
  items: readonly T[],
  request: PageRequest,
): { readonly page: readonly T[]; readonly next?: string } {
  const size = request.size ? Number(request.size) : request.standard;
  if (!Number.isInteger(size) || size < 1) throw badRequest("Invalid number of results specified");
  const start = request.token ? readToken(request.token) : 0;
  const end = start + Math.min(size, 500);
  return { page: items.slice(start, end), ...(end < items.length && { next: writeToken(end) }) };
}

const writeToken = (start: number): string => Buffer.from(`item:${start}`).toString("base64url");

function readToken(token: string): number {
  const [, start] = /^item:(\d{1,9})$/.exec(Buffer.from(token, "base64url").toString("latin1")) ?? [];
  if (start === undefined) throw badRequest("Invalid pagination token specified");
  return Number(start);
}
