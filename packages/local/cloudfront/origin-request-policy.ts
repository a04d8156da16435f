import { childOf, textOf, textsOf, type XmlElement } from "../protocols/xml-element";

/** Which headers, cookies or parameters of the query string reach the origin. */
export interface Selection {
  /** `none`, `whitelist`, `all`, `allViewer`, `allViewerAndWhitelistCloudFront` or `allExcept`. */
  readonly behavior: string;
  readonly items: readonly string[];
}

/** An origin request policy as origin requests need it. */
export interface OriginRequestPolicySettings {
  readonly name: string;
  readonly headers: Selection;
  readonly queryStrings: Selection;
  readonly cookies: Selection;
}

/** What a behavior without a policy sends. */
export const NO_POLICY: OriginRequestPolicySettings = {
  name: "none",
  headers: { behavior: "none", items: [] },
  queryStrings: { behavior: "none", items: [] },
  cookies: { behavior: "none", items: [] },
};

/** Reads an OriginRequestPolicyConfig. @see https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_OriginRequestPolicyConfig.html */
export function readOriginRequestPolicy(config: XmlElement): OriginRequestPolicySettings {
  const read = (part: string, behavior: string, items: string): Selection => {
    const element = childOf(config, part);
    const named = textsOf(childOf(childOf(element, items), "Items"), "Name");
    return { behavior: textOf(element, behavior) ?? "none", items: named };
  };
  return {
    name: textOf(config, "Name") ?? "",
    headers: read("HeadersConfig", "HeaderBehavior", "Headers"),
    queryStrings: read("QueryStringsConfig", "QueryStringBehavior", "QueryStrings"),
    cookies: read("CookiesConfig", "CookieBehavior", "Cookies"),
  };
}

/** Whether a header, cookie or parameter of that name reaches the origin; headers' names are given in lower case. */
export function isSelected({ behavior, items }: Selection, name: string, isHeader = false): boolean {
  const isListed = items.some((item) => (isHeader ? item.toLowerCase() : item) === name);
  if (behavior === "whitelist") return isListed;
  if (behavior === "allExcept") return !isListed;
  return behavior.startsWith("all");
}
