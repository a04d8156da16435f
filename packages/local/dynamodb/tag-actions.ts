import { isJsonObject, type Json } from "@sfn-websocket/languages/json";
import { keepTable, type TableAction, type TableCall } from "./action";
import { printTableArn } from "./describe-table";
import { TAGGED, TAGS } from "./request-members";
import type { Table, Tag } from "./table";
import { createError, invalid } from "./wire";

/** The actions on a table's tags. Texts: *recorded* by dynalite. */
export const TAG_ACTIONS: Readonly<Record<string, TableAction>> = {
  TagResource: {
    members: { ...TAGGED, ...TAGS },
    mutates: true,
    async answer(call) {
      const added = readTags(required(call.body.Tags, "tags"));
      const table = requireTagged(call);
      if (added.length === 0) throw invalid("Atleast one Tag needs to be provided as Input.");
      const all = [...table.tags, ...added].map(({ Key, Value }) => [Key, Value] as const);
      keepTable(call, { ...table, tags: [...new Map(all)].map(([Key, Value]) => ({ Key, Value })) });
      return undefined;
    },
  },
  UntagResource: {
    members: { ...TAGGED, TagKeys: { type: "list", item: {} } },
    mutates: true,
    async answer(call) {
      const keys = required(call.body.TagKeys, "tagKeys");
      const table = requireTagged(call);
      if (keys.length === 0) throw invalid("Atleast one Tag Key needs to be provided as Input.");
      keepTable(call, { ...table, tags: table.tags.filter(({ Key }) => !keys.includes(Key)) });
      return undefined;
    },
  },
  ListTagsOfResource: { members: TAGGED, answer: async (call) => ({ Tags: requireTagged(call).tags }) },
};

/** @throws DynamoDbError where it is no list of keys and values. */
export function readTags(value: Json): readonly Tag[] {
  if (!Array.isArray(value)) throw unreadable();
  return value.map((tag) => {
    const { Key, Value } = isJsonObject(tag) ? tag : {};
    if (typeof Key !== "string" || typeof Value !== "string") throw unreadable();
    return { Key, Value };
  });
}

const unreadable = () => createError("SerializationException", "Unexpected value of a tag");

function required(value: Json | undefined, member: string): Json[] {
  if (Array.isArray(value)) return value;
  if (value !== undefined) throw unreadable();
  throw invalid(
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}

function requireTagged({ body, tables, account }: TableCall): Table {
  const { ResourceArn } = body;
  if (typeof ResourceArn !== "string") throw invalid("Invalid TableArn");
  const name = /^arn:[\w-]+:dynamodb:[^:]*:\d+:table\/([^/]{3,})$/.exec(ResourceArn)?.[1];
  if (name === undefined) throw invalid(`Invalid TableArn: Invalid ResourceArn provided as input ${ResourceArn}`);
  const found = tables.get(name);
  if (found && ResourceArn === printTableArn(account, name)) return found;
  throw createError("ResourceNotFoundException", `Requested resource not found: ResourcArn: ${ResourceArn} not found`);
}
