import { defineApiError } from "../protocols/api-error";

/** An error of STS: AWS's code, its text as the message, and the HTTP status that carries it. */
export class StsError extends defineApiError("StsError", { AccessDenied: 403, ValidationError: 400 }) {}
