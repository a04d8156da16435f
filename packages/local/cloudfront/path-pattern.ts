import { ANY_CHARACTER, ANY_TEXT, matchTokens, type PatternToken } from "../protocols/match-tokens";

const WILDCARDS: Readonly<Record<string, PatternToken>> = { "*": ANY_TEXT, "?": ANY_CHARACTER };

/**
 * Returns what tells whether a path matches: `*` stands for any characters, `?` for one; a leading `/` may be left out,
 * and no pattern at all is every path's.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
 */
export function compilePathPattern(pattern: string | undefined): (path: string) => boolean {
  if (pattern === undefined) return () => true;
  const tokens = [...dropSlash(pattern)].map((character) => WILDCARDS[character] ?? character);
  return (path) => matchTokens(dropSlash(path), tokens);
}

const dropSlash = (path: string): string => path.replace(/^\//, "");
