/**
 * One finding about a definition, in the shape of ValidateStateMachineDefinition.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html
 */
export interface Diagnostic {
  readonly severity: "ERROR" | "WARNING";
  readonly code: string;
  readonly message: string;
  /** JSON pointer like `/States/Wait/Seconds`; absent when the finding is about the whole definition. */
  readonly location?: string;
}

/**
 * The message of CreateStateMachine's InvalidDefinition for these diagnostics: every error as `<code>: <message> at
 * <location>`, joined by commas. Warnings are left out; a missing location prints as `null`.
 *
 * *Recorded*: one error (LocalStack's AWS-validated snapshots), several (localstack/localstack, which
 * quotes us-east-1), `at null` (floci-io/floci, measured on us-east-1).
 */
export function invalidDefinitionMessage(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "ERROR");
  const texts = errors.map(({ code, message, location }) => `${code}: ${message} at ${location ?? "null"}`);
  return `Invalid State Machine Definition: '${texts.join(", ")}'`;
}
