/** A request below `/_console/`. */
export interface ConsoleRequest {
  readonly method: string;
  /** Without `/_console/` and the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Where this server was reached. @default nowhere, and no socket can be opened to it */
  readonly self?: { readonly address: string; readonly port: number };
}
