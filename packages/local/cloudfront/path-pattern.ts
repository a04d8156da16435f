import { matchTokens, readTokens } from "../protocols/match-tokens";

/**
 * Returns what tells whether a path matches: `*` stands for any characters, `?` for one; a leading `/` may be left out,
 * and no pattern at all is every path's.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern
 */
export function compilePathPattern(pattern: string | undefined): (path: string) => boolean {
  if (pattern === undefined) return () => true;
  const tokens = readTokens(dropSlash(pattern));
  return (path) => matchTokens(dropSlash(path), tokens);
}

const dropSlash = (path: string): string => path.replace(/^\//, "");
