import { pickMembers } from "../protocols/constraints";
import { requireTable, keepTable, readMembers, requireForm, type TableAction, type TableCall } from "./action";
import { describeTable } from "./describe-table";
import { createTable, dropTable, reconcileTable } from "./reconcile-table";
import { DEFINITION, SETTINGS, TABLE, TAGS, UPDATE } from "./request-members";
import { printStructure, type Table } from "./table";
import { dateChanges, hasStream, makeTable } from "./make-table";
import { updateDefinition } from "./update-table";
import { createError, DynamoDbError, invalid } from "./wire";

/** The actions on tables. @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html */
export const TABLE_ACTIONS: Readonly<Record<string, TableAction>> = {
  CreateTable: {
    members: { ...DEFINITION, ...TAGS },
    mutates: true,
    async answer(call) {
      const { body, database, tables, now, account } = call;
      const { Tags: tags = [] } = readMembers(body, { ...SETTINGS, ...TAGS });
      const name = String(body.TableName);
      // What the database has and nobody knows of is left over from a run that did not end well.
      if (!tables.has(name)) await dropTable(database, name);
      const created = await createTable(database, name, pickMembers(body, DEFINITION));
      if (tables.has(name) && isInUse(created.body))
        throw createError("ResourceInUseException", `Table already exists: ${name}`);
      if (created.status !== 200) throw new DynamoDbError(created);
      const table = keepTable(call, makeTable({ definition: readMembers(body, DEFINITION), tags, now }));
      logIdleStream(call, table);
      return { TableDescription: describeTable(table, "CREATING", account) };
    },
  },
  DescribeTable: {
    members: TABLE,
    answer: async (call) => ({ Table: describeTable(await requireTable(call), "ACTIVE", call.account) }),
  },
  UpdateTable: { members: UPDATE, mutates: true, answer: updateTable },
  DeleteTable: {
    members: TABLE,
    mutates: true,
    async answer(call) {
      const table = await requireTable(call);
      const { TableName, DeletionProtectionEnabled } = table.definition;
      if (DeletionProtectionEnabled === true)
        throw invalid(
          "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
        );
      await dropTable(call.database, TableName);
      call.tables.delete(TableName);
      return { TableDescription: describeTable(table, "DELETING", call.account) };
    },
  },
  ListTables: {
    members: { ExclusiveStartTableName: {}, Limit: { type: "number" } },
    async answer({ body, database, tables }) {
      await requireForm(database, "ListTables", body);
      const { ExclusiveStartTableName: after = "", Limit = 100 } = body;
      const names = [...tables.keys()].sort().filter((name) => name > String(after));
      const TableNames = names.slice(0, Number(Limit));
      const last = TableNames.length < names.length ? TableNames.at(-1) : undefined;
      return { TableNames, LastEvaluatedTableName: last };
    },
  },
};

async function updateTable(call: TableCall): Promise<object> {
  const { database, body, now, account } = call;
  const table = await requireTable(call);
  const definition = updateDefinition(table.definition, readMembers(body, UPDATE));
  // A table of this name exists, so that the database but judges the definition.
  const judged = await database("CreateTable", JSON.stringify(definition));
  if (!isInUse(judged.body)) throw new DynamoDbError(judged);
  if (printStructure(definition) !== printStructure(table.definition)) await reconcileTable(database, definition, call);
  const { onDemandSince: _, streamSince: _before, ...kept } = table;
  const updated = keepTable(call, { ...kept, definition, ...dateChanges(definition, now, table) });
  if (updated.streamSince !== table.streamSince) logIdleStream(call, updated);
  return { TableDescription: describeTable(updated, "UPDATING", account) };
}

const isInUse = (body: string): boolean => body.includes("#ResourceInUseException");

function logIdleStream({ log }: TableCall, { definition }: Table): void {
  if (hasStream(definition)) log(`table '${definition.TableName}': its stream stays empty: streams are not emulated`);
}
