import { findJson } from "@sfn-websocket/languages/json";
/** What a file of Terraform's says that does not hold on this machine. */
export interface FoundSettings {
  /** `backend 's3'` or `cloud`. @default the file has neither */
  readonly backend?: string;
  /** Of each block of AWS's provider: what the module calls the provider, its alias, and the names of what stands in it. */
  readonly providers: readonly {
    readonly provider: string;
    readonly alias?: string;
    readonly names: readonly string[];
  }[];
}

/** Another name for AWS's provider, in either language: `amazon = { source = "hashicorp/aws" }`. */
const NAMED = /([\w-]+)"?\s*[=:]\s*\{[^{}]*?\bsource"?\s*[=:]\s*"(?:[\w.-]+\/)?hashicorp\/aws"/g;

/** What the files of a module call AWS's provider. */
export function listProviderNames(texts: readonly string[]): readonly string[] {
  return [...new Set(["aws", ...texts.flatMap((text) => [...text.matchAll(NAMED)].map(([, name = ""]) => name))])];
}

const COMMENTS_AND_TEXTS = /"(?:[^"\\]|\\.)*"|\/\*[^]*?\*\/|(?:#|\/\/).*$/gm;

/** Finds in a file of Terraform's own language what says where the state lies and how AWS is reached. */
export function readSettings(text: string, names: readonly string[] = ["aws"]): FoundSettings {
  const code = text.replace(COMMENTS_AND_TEXTS, (token) => (token.startsWith('"') ? token : " "));
  const terraform = listBodies(code, /^[ \t]*terraform\s*\{/gm).join("\n");
  const [, kind] = /^\s*backend\s+"([\w-]+)"\s*\{/m.exec(terraform) ?? [];
  const backend = kind !== undefined ? `backend '${kind}'` : /^\s*cloud\s*\{/m.test(terraform) ? "cloud" : undefined;
  const providers = names.flatMap((provider) =>
    listBodies(code, new RegExp(`^[ \\t]*provider\\s+"?${provider}"?\\s*\\{`, "gm")).map((body) => {
      const [, alias] = /^\s*alias\s*=\s*"([^"]+)"/m.exec(body) ?? [];
      const members = [...body.matchAll(/^\s*([a-z_]+)\s*(?:=|\{)/gm)].map(([, name = ""]) => name);
      return { provider, names: members, ...(alias !== undefined && { alias }) };
    }),
  );
  return { providers, ...(backend !== undefined && { backend }) };
}

/** What stands between the braces of each block whose head the pattern finds. */
function listBodies(code: string, head: RegExp): readonly string[] {
  return [...code.matchAll(head)].map((match) => {
    const start = match.index + match[0].length;
    return code.slice(start, findEnd(code, start));
  });
}

/** Where the brace that is open at `start` is closed; braces within texts do not count. */
function findEnd(code: string, start: number): number {
  let depth = 1;
  for (const token of code.slice(start).matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token[0] === "{") depth += 1;
    else if (token[0] === "}") depth -= 1;
    if (depth === 0) return start + token.index;
  }
  return code.length;
}

type Block = Readonly<Record<string, unknown>>;

/** As `readSettings`, of a file in Terraform's JSON; what is no JSON is left to Terraform to complain of. */
export function readJsonSettings(text: string, names: readonly string[] = ["aws"]): FoundSettings {
  const [root = {}] = listBlocks(findJson(text));
  const terraform = Object.assign({}, ...listBlocks(root.terraform)) as Block;
  const [kind] = listBlocks(terraform.backend).flatMap((each) => Object.keys(each));
  const backend = kind !== undefined ? `backend '${kind}'` : "cloud" in terraform ? "cloud" : undefined;
  const providers = names.flatMap((provider) =>
    listBlocks(root.provider)
      .flatMap((blocks) => listBlocks(blocks[provider]))
      .map(({ alias, ...settings }) => ({
        provider,
        names: Object.keys(settings),
        ...(typeof alias === "string" && { alias }),
      })),
  );
  return { providers, ...(backend !== undefined && { backend }) };
}

/** A block is written as an object, or as a list of objects. */
function listBlocks(value: unknown): readonly Block[] {
  if (Array.isArray(value)) return value.flatMap(listBlocks);
  return typeof value === "object" && value !== null ? [value as Block] : [];
}
