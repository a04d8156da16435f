import { takePage as takePart } from "../../protocols/pages";
import { badRequest } from "../api-gateway-error";

/** Documented of v1 of the API, *assumed* of v2. @see https://docs.aws.amazon.com/apigateway/latest/api/API_GetApiKeys.html */
const LARGEST_PAGE = 500;

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
  const part = takePart(items, request.token ? { token: request.token } : {}, Math.min(size, LARGEST_PAGE));
  if (part === undefined) throw badRequest("Invalid pagination token specified");
  return { page: part.items, ...(part.nextToken !== undefined && { next: part.nextToken }) };
}
