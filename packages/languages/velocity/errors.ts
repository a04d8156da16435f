/** A place in a template: both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Something is wrong at a place of the template, which the message names. */
class PlacedError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(what: string, { line, column }: Place) {
    super(`template line ${line}, column ${column}: ${what}`);
    this.line = line;
    this.column = column;
  }
}

/** The template cannot be parsed. */
export class TemplateSyntaxError extends PlacedError {
  override readonly name = "TemplateSyntaxError";
}

/** The template was parsed, but rendering it failed or exceeded a limit. */
export class TemplateError extends PlacedError {
  override readonly name = "TemplateError";
}

/** What went wrong in a method or function; whoever calls it knows the place and makes a TemplateError of it. */
export class EvaluationError extends Error {
  override readonly name = "EvaluationError";
}
