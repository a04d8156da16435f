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

/** A parameter of a query string or a cookie, not decoded; the value is undefined where there is no `=`. */
export type Pair = readonly [name: string, value: string | undefined];

/** The parameters of a query string or the cookies of a header, in their order. */
export function splitPairs(text: string, separator: string): readonly Pair[] {
  const parts = text.split(separator).map((part) => part.trim());
  return parts
    .filter((part) => part !== "")
    .map((part) => {
      const [name = "", ...value] = part.split("=");
      return [name, value.length === 0 ? undefined : value.join("=")];
    });
}

export const joinPairs = (pairs: readonly Pair[], separator: string): string =>
  pairs.map(([name, value]) => (value === undefined ? name : `${name}=${value}`)).join(separator);
