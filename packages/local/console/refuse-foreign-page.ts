type Headers = Readonly<Record<string, string | undefined>>;

/** What a browser says of where a request comes from, if it is the page itself or the user's own address line. */
const OWN_SITES: readonly string[] = ["same-origin", "none"];

/**
 * Why a request may not reach the console, or undefined. Pages of this machine may open sockets of an API from any port, but
 * the console shows what they must not see: only its own page calls it, at the very address that it was loaded from. That
 * the Host is this machine is checked before, for every request.
 */
export function refuseForeignPage({ origin, host = "", "sec-fetch-site": site = "none" }: Headers): string | undefined {
  if (origin !== undefined && origin !== `http://${host}`)
    return `the Origin is another page, got '${origin}'; open http://${host}/_console/`;
  if (!OWN_SITES.includes(site))
    return `the request comes from another page, got 'sec-fetch-site: ${site}'; open http://${host}/_console/`;
  return undefined;
}
