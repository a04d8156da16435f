import { takePage } from "../../protocols/pages";
import { badRequest } from "../api-gateway-error";

/** The query parameters of a page, in v2 of the API. */
export const PAGE = ["maxResults", "nextToken"] as const;
/** The same in v1. */
export const LIST = ["limit", "position"] as const;

/** Documented of v1 of the API, *assumed* of v2. @see https://docs.aws.amazon.com/apigateway/latest/api/API_GetApiKeys.html */
const LARGEST_PAGE = 500;
const USUAL_PAGE = 25;

/** A page of items as v2 of the API writes it. @throws ApiGatewayError BadRequestException where size or token is none. */
export function pageOf(items: readonly object[], query: URLSearchParams): object {
  const { items: page, nextToken } = requirePage(items, query.get("maxResults"), query.get("nextToken"));
  return { items: page, nextToken };
}

/** As `pageOf`, as v1 writes it. */
export function listOf(items: readonly object[], query: URLSearchParams): object {
  const { items: page, nextToken } = requirePage(items, query.get("limit"), query.get("position"));
  return { item: page, position: nextToken };
}

/** Size and token are as the client gave them, null or empty where it gave none; *assumed*: the texts. */
function requirePage(items: readonly object[], sizeText: string | null, token: string | null) {
  const size = sizeText ? Number(sizeText) : USUAL_PAGE;
  if (!Number.isInteger(size) || size < 1) throw badRequest("Invalid number of results specified");
  const page = takePage(items, token ? { token } : {}, Math.min(size, LARGEST_PAGE));
  if (page === undefined) throw badRequest("Invalid pagination token specified");
  return page;
}
