/** Anything that stops a path: the two classes below, or a function or filter that cannot be applied to the document. */
export class JsonPathError extends Error {
  override readonly name: string = "JsonPathError";
}

/** The text is not a path, or is one that can never be applied where it stands. */
export class InvalidPathError extends JsonPathError {
  override readonly name: string = "InvalidPathError";
}

/** A definite path selects nothing; the message is Jayway's, as Step Functions prints it. */
export class PathNotFoundError extends JsonPathError {
  override readonly name: string = "PathNotFoundError";
}
