import { readFileSync } from "node:fs";
import { TAGGABLE, UNTAGGED } from "@sfn-websocket/tools/eject/taggable-types";

/** The typings of a resource, by its type's name in Terraform. */
function readTypings(type: string): string {
  const name = type.replace(/^aws_/, "").replaceAll("_", "-");
  return readFileSync(require.resolve(`@cdktf/provider-aws/lib/${name}/index.d.ts`), "utf8");
}

const takesTags = (type: string): boolean => /^ {4}readonly tags\?: \{/m.test(readTypings(type));

it.each(TAGGABLE)("gives tags to %s, which takes them", (type) => expect(takesTags(type)).toBe(true));

/** Types that take tags in later versions of the provider: in 6.66, and in 6.25 not yet. */
const TAGGED_LATER: readonly string[] = ["aws_cloudfront_function"];

const provider = readFileSync(require.resolve("@cdktf/provider-aws/lib/provider/index.js"), "utf8");
const [, major, minor] = /providerVersion: '(\d+)\.(\d+)/.exec(provider) ?? [];
const isLater = Number(major) > 6 || (Number(major) === 6 && Number(minor) >= 66);

it.each(UNTAGGED)("gives no tags to %s, which takes none", (type) =>
  expect(takesTags(type)).toBe(isLater && TAGGED_LATER.includes(type)),
);
