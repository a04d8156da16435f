/** Whether an action of IAM is one of those that a pattern means, whatever the case of their letters: `dynamodb:Get*`. */
export function matchesWildcards(pattern: string, action: string): boolean {
  const escaped = pattern.replaceAll(/[\\^$.+()|{}[\]]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll(/\*+/g, ".*").replaceAll("?", ".")}$`, "i").test(action);
}
