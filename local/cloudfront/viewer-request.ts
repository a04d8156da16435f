/** A request as a viewer sends it to a distribution. */
export interface ViewerRequest {
  readonly method: string;
  /** From `/` on, without the query string, not decoded. */
  readonly uri: string;
  /** Without `?`, not decoded. */
  readonly querystring: string;
  /** Names and values in their order; a name may come several times. */
  readonly headers: readonly Header[];
  readonly ip: string;
}

export type Header = readonly [name: string, value: string];

/** The parameters of a query string or the cookies of a header, in their order and not decoded. */
export function splitPairs(text: string, separator: string): readonly (readonly [string, string])[] {
  const parts = text.split(separator).map((part) => part.trim());
  return parts
    .filter((part) => part !== "")
    .map((part) => {
      const [name = "", ...value] = part.split("=");
      return [name, value.join("=")];
    });
}

export const joinPairs = (pairs: readonly (readonly [string, string])[], separator: string): string =>
  pairs.map(([name, value]) => (value === "" ? name : `${name}=${value}`)).join(separator);
