import { defineApiError } from "../protocols/api-error";

/** The errors of API Gateway's control plane with the HTTP statuses that carry them. */
const STATUSES = {
  BadRequestException: 400,
  SerializationException: 400,
  NotFoundException: 404,
  UnknownOperationException: 404,
  ConflictException: 409,
} as const;

/** An error of the control plane: AWS's code, and its text as the message. */
export class ApiGatewayError extends defineApiError("ApiGatewayError", STATUSES) {
  constructor(
    code: keyof typeof STATUSES,
    message: string,
    /** What the developer can do, for the log. @default nothing is told */
    readonly advice?: string,
  ) {
    super(code, message);
  }
}

export const badRequest = (message: string): ApiGatewayError => new ApiGatewayError("BadRequestException", message);

export const conflict = (message: string): ApiGatewayError => new ApiGatewayError("ConflictException", message);

/**
 * *Recorded* of APIs, which are named, and of routes and authorizers, which are not (radkawar/stackd, us-east-1, September
 * 2026); *assumed* the same of all else that APIs consist of.
 */
export const notFound = (what: string, id?: string): ApiGatewayError =>
  new ApiGatewayError(
    "NotFoundException",
    ["Invalid", what, "identifier specified", ...(id === undefined ? [] : [id])].join(" "),
  );

/** Returns the resource of that id; throws NotFoundException where there is none. */
export function existing<T>(resources: ReadonlyMap<string, T>, id: string, what: string): T {
  const resource = resources.get(id);
  if (resource === undefined) throw notFound(what);
  return resource;
}
