/** What CloudFront answers by itself, instead of asking the origin. */
export interface EdgeResponse {
  readonly status: number;
  /** @default the usual text of the status */
  readonly statusText?: string;
  /** A list where a header comes several times. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
  /** For the developer's log, never sent. */
  readonly cause: string;
}

/** Returns CloudFront's own page of an error. *Assumed*: its text, which is that of AWS's pages shortened. */
export function edgeError(status: number, cause: string): EdgeResponse {
  const title = "ERROR: The request could not be satisfied";
  const heading = `<H1>${status} ERROR</H1>\n<H2>The request could not be satisfied.</H2>`;
  return {
    status,
    headers: { server: "CloudFront", "content-type": "text/html", "x-cache": "Error from cloudfront" },
    body: `<HTML><HEAD>\n<TITLE>${title}</TITLE>\n</HEAD><BODY>\n${heading}\n</BODY></HTML>\n`,
    cause,
  };
}
