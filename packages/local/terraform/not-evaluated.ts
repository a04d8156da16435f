/** What only Terraform itself can make of a configuration: no fault of it, and no hindrance where nothing served needs it. */
export class NotEvaluated extends Error {}
