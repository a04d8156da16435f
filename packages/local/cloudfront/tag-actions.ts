import type { RestXmlActions } from "../protocols/rest-xml-protocol";
import { childOf, elementsOf, textOf, textsOf, type XmlElement } from "../protocols/xml-element";
import type { CloudFront } from "./cloudfront";
import { VERSION } from "./documents";
import { TAG_KEYS, TAGS } from "./request-members";

const PATH = `/${VERSION}/tagging`;

/** The actions on the tags of distributions. */
export const TAG_ACTIONS: RestXmlActions<CloudFront> = {
  ListTagsForResource: {
    method: "GET",
    path: PATH,
    query: ["Resource"],
    call(cloudfront, { query }) {
      const tags = [...requireTags(cloudfront, query)].map(([Key, Value]) => ({ Key, Value }));
      return { body: { Tags: { Items: { Tag: tags } } } };
    },
  },
  TagResource: {
    method: "POST",
    path: PATH,
    marker: "Operation=Tag",
    query: ["Resource"],
    members: { Tags: TAGS },
    status: 204,
    mutates: true,
    call(cloudfront, { query, body }) {
      const tags = requireTags(cloudfront, query);
      for (const [key, value] of readTags(body("Tags"))) tags.set(key, value);
    },
  },
  UntagResource: {
    method: "POST",
    path: PATH,
    marker: "Operation=Untag",
    query: ["Resource"],
    members: { TagKeys: TAG_KEYS },
    status: 204,
    mutates: true,
    call(cloudfront, { query, body }) {
      const tags = requireTags(cloudfront, query);
      for (const key of textsOf(childOf(body("TagKeys"), "Items"), "Key")) tags.delete(key);
    },
  },
};

const requireTags = (cloudfront: CloudFront, query: URLSearchParams): Map<string, string> =>
  cloudfront.tags(query.get("Resource") ?? "");

/** Reads a Tags element. */
export function readTags(tags: XmlElement): Map<string, string> {
  const items = elementsOf(childOf(tags, "Items"), "Tag");
  return new Map(items.map((tag) => [textOf(tag, "Key") ?? "", textOf(tag, "Value") ?? ""]));
}
