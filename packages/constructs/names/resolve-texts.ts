import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import type { Construct } from "constructs";

/** Returns the text with Terraform's references in place of cdktf's tokens: `${aws_dynamodb_table.Orders.arn}`. */
export type ResolveText = (text: string) => string;

/** What a construct's texts say in Terraform's own words. */
export function resolveTexts(scope: Construct): ResolveText {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return (text) => String(Tokenization.resolve(text, { scope, resolver, preparing: false }));
}
