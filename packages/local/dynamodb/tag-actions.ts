import { keepTable, readMembers, type TableAction, type TableCall } from "./action";
import { printTableArn } from "./describe-table";
import { TAGGED, TAGS } from "./request-members";
import type { Table } from "./table";
import { createError, invalid } from "./wire";

const ADDED = { Tags: { ...TAGS.Tags, required: true } } as const;
const REMOVED = { TagKeys: { item: {}, required: true } } as const;

/** The actions on a table's tags. Texts: *recorded* by dynalite. */
export const TAG_ACTIONS: Readonly<Record<string, TableAction>> = {
  TagResource: {
    members: { ...TAGGED, ...ADDED },
    mutates: true,
    async answer(call) {
      const { Tags: added } = readMembers(call.body, ADDED);
      const table = requireTagged(call);
      if (added.length === 0) throw invalid("Atleast one Tag needs to be provided as Input.");
      const all = [...table.tags, ...added].map(({ Key, Value }) => [Key, Value] as const);
      keepTable(call, { ...table, tags: [...new Map(all)].map(([Key, Value]) => ({ Key, Value })) });
      return undefined;
    },
  },
  UntagResource: {
    members: { ...TAGGED, ...REMOVED },
    mutates: true,
    async answer(call) {
      const { TagKeys: keys } = readMembers(call.body, REMOVED);
      const table = requireTagged(call);
      if (keys.length === 0) throw invalid("Atleast one Tag Key needs to be provided as Input.");
      keepTable(call, { ...table, tags: table.tags.filter(({ Key }) => !keys.includes(Key)) });
      return undefined;
    },
  },
  ListTagsOfResource: { members: TAGGED, answer: async (call) => ({ Tags: requireTagged(call).tags }) },
};

function requireTagged({ body, tables, account }: TableCall): Table {
  const { ResourceArn } = body;
  if (typeof ResourceArn !== "string") throw invalid("Invalid TableArn");
  const name = /^arn:[\w-]+:dynamodb:[^:]*:\d+:table\/([^/]{3,})$/.exec(ResourceArn)?.[1];
  if (name === undefined) throw invalid(`Invalid TableArn: Invalid ResourceArn provided as input ${ResourceArn}`);
  const found = tables.get(name);
  if (found && ResourceArn === printTableArn(account, name)) return found;
  throw createError("ResourceNotFoundException", `Requested resource not found: ResourcArn: ${ResourceArn} not found`);
}
