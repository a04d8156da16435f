import { readFileSync } from "node:fs";
import { TAGGABLE, UNTAGGED } from "@sfn-websocket/tools/eject/taggable-types";

/** The typings of a resource, by its type's name in Terraform. */
function readTypings(type: string): string {
  const name = type.replace(/^aws_/, "").replaceAll("_", "-");
  return readFileSync(require.resolve(`@cdktf/provider-aws/lib/${name}/index.d.ts`), "utf8");
}

const takesTags = (type: string): boolean => /^ {4}readonly tags\?: \{/m.test(readTypings(type));

it.each(TAGGABLE)("gives tags to %s, which takes them", (type) => expect(takesTags(type)).toBe(true));

/** Types that take tags from version 6 of the provider on. */
const TAGGED_LATER: readonly string[] = ["aws_cloudfront_function"];

const provider = readFileSync(require.resolve("@cdktf/provider-aws/lib/provider/index.js"), "utf8");
const version = Number(/providerVersion: '(\d+)\./.exec(provider)?.[1]);

it.each(UNTAGGED)("gives no tags to %s, which takes none", (type) =>
  expect(takesTags(type)).toBe(version >= 6 && TAGGED_LATER.includes(type)),
);
