import { splitFunctionArn } from "./function-names";
import { addFunction, defaultSettings, type FunctionStore, LATEST } from "./functions";
import { createStatement } from "./permission";
import type { CreateFunctionRequest, FunctionAlias, FunctionVersion, Permission } from "./resources";

/** What a configuration says of functions, which AWS's API has not checked. */
export interface Declarations {
  /** Creates a function, or replaces it. */
  createFunction(request: CreateFunctionRequest): void;
  /** Makes what `$LATEST` is now the version of that number, where the function has none: it was published elsewhere. */
  publishAs(functionArn: string, version: string): void;
  /** Names a version of a function; `weights` are those of other versions, 0 to 1. */
  createAlias(functionArn: string, alias: Pick<FunctionAlias, "name" | "functionVersion" | "weights">): void;
  /** Lets a service invoke a function, or a version or alias that the ARN names; one that no stack declares has its policy elsewhere. */
  addPermission(permission: DeclaredPermission): void;
}

interface DeclaredPermission extends Permission {
  /** @default counted */
  readonly statementId?: string;
}

export function createDeclarations(
  functions: FunctionStore,
  { now, uuid }: { readonly now: () => number; readonly uuid: () => string },
): Declarations {
  return {
    createFunction: (request) => declareFunction(functions, request, { lastModified: now(), revisionId: uuid() }),
    publishAs(functionArn, version) {
      const { versions } = functions.get(functionArn) ?? {};
      const latest = versions?.get(LATEST);
      if (latest && !versions?.has(version)) versions?.set(version, { ...latest, version });
    },
    createAlias: (functionArn, alias) =>
      void functions.get(functionArn)?.aliases.set(alias.name, { ...alias, description: "", revisionId: uuid() }),
    addPermission({ statementId, ...permission }) {
      const { functionArn, qualifier } = splitFunctionArn(permission.functionArn);
      const { policies } = functions.get(functionArn) ?? {};
      const key = policyKey(qualifier);
      const statements = policies?.get(key)?.statements ?? [];
      const statement = createStatement(statementId ?? `statement-${statements.length}`, permission);
      policies?.set(key, { statements: [...statements, statement] });
    },
  };
}

/** A policy of `$LATEST` is the function's own. @see https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
export const policyKey = (qualifier: string | undefined): string =>
  qualifier === undefined || qualifier === LATEST ? "" : qualifier;

function declareFunction(
  functions: FunctionStore,
  {
    functionArn,
    functionName,
    memorySize,
    timeout,
    environment,
    runtime,
    handler,
    role,
    ...code
  }: CreateFunctionRequest,
  made: Pick<FunctionVersion, "lastModified" | "revisionId">,
): void {
  const settings = {
    ...defaultSettings(functionName),
    ...(memorySize !== undefined && { MemorySize: memorySize }),
    ...(timeout !== undefined && { Timeout: timeout }),
    ...(environment && { Environment: { Variables: environment } }),
    ...(runtime !== undefined && { Runtime: runtime }),
    ...(handler !== undefined && { Handler: handler }),
    ...(role !== undefined && { Role: role }),
  };
  addFunction(functions, { functionArn, functionName }, { settings, ...code, ...made });
}
