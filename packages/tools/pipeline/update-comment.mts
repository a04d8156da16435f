// Runs without packages, under Node.js 24 without tsx too: the job that may write comments installs and runs nothing else.
import { lstatSync, readFileSync } from "node:fs";

const USAGE = `usage: node packages/tools/pipeline/update-comment.mts FILE

Writes a plan review as the one comment of a pull request (GitHub) or merge request (GitLab) that is updated each time.

  FILE     what 'npm run plan:review' printed
  --help   print this

GitHub: GITHUB_TOKEN, GITHUB_REPOSITORY, GITHUB_API_URL, and PULL_REQUEST, the number. GitLab: GITLAB_TOKEN, a project access
token with the scope api; GitLab sets the rest.

Exit status: 0 when it is written, 1 otherwise.
`;

/** The first line of a review: it tells the comment from all others. */
const MARKER = "<!-- plan-review -->";
/** A larger file is no review. */
const MOST_BYTES = 4 * 1024 * 1024;
/** GitHub takes comments of up to 65,536 characters; the end that says so where one is cut needs room. */
const MOST_CHARACTERS = 65_000;
const PAGE = 100;
/** Comments beyond this many pages are not looked at: GitHub allows 2,500 in one pull request. */
const MOST_PAGES = 50;

type Environment = Readonly<Record<string, string | undefined>>;

/** A comment as either forge answers it; GitHub names the author `user`, GitLab `author`. */
interface Comment {
  readonly id: number;
  readonly body: string;
  readonly user?: { readonly login: string };
  readonly author?: { readonly id: number };
}

/** How one forge is spoken to. */
interface Forge {
  readonly headers: Readonly<Record<string, string>>;
  /** URL of the comments: those there are listed, and new ones are posted to it. */
  readonly comments: string;
  /** URL of one comment, and the method that replaces it. */
  readonly replace: (id: number) => readonly [method: string, url: string];
  /** Tells comments of this pipeline's own author from those of people. */
  readonly isOwn: (comment: Comment) => boolean;
  /** Where the whole review can be read. */
  readonly run: string;
}

/** The forges, by what they call themselves in a pipeline's environment. */
const FORGES: Readonly<Record<"GITHUB_ACTIONS" | "GITLAB_CI", (environment: Environment) => Promise<Forge>>> = {
  GITHUB_ACTIONS: async (environment) => {
    const repository = read(environment, "GITHUB_REPOSITORY", /^[\w.-]+\/[\w.-]+$/);
    const issues = `${read(environment, "GITHUB_API_URL", /^https?:/)}/repos/${repository}/issues`;
    return {
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${read(environment, "GITHUB_TOKEN", /./)}`,
        "x-github-api-version": "2022-11-28",
      },
      comments: `${issues}/${read(environment, "PULL_REQUEST", /^\d+$/)}/comments`,
      replace: (id) => ["PATCH", `${issues}/comments/${id}`],
      isOwn: ({ user }) => user?.login === "github-actions[bot]",
      run: `${environment["GITHUB_SERVER_URL"]}/${repository}/actions/runs/${environment["GITHUB_RUN_ID"]}`,
    };
  },
  GITLAB_CI: async (environment) => {
    const api = read(environment, "CI_API_V4_URL", /^https?:/);
    const headers = { "private-token": read(environment, "GITLAB_TOKEN", /./) };
    const project = `${api}/projects/${read(environment, "CI_PROJECT_ID", /^\d+$/)}`;
    const notes = `${project}/merge_requests/${read(environment, "CI_MERGE_REQUEST_IID", /^\d+$/)}/notes`;
    const self = (await call("GET", `${api}/user`, { headers })) as { id: number };
    return {
      headers,
      comments: notes,
      replace: (id) => ["PUT", `${notes}/${id}`],
      isOwn: ({ author }) => author?.id === self.id,
      run: `${environment["CI_JOB_URL"]}`,
    };
  },
};

/** What a review may hold of its plan's texts and must not do to whoever reads it. */
const HARMLESS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // Characters that control a terminal or turn the direction of text around.
  [/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, "\ufffd"],
  // Mentions, which notify people, and lines that GitLab takes for commands.
  [/@(?=\w)/g, "@\u200b"],
  [/^(\s*)\//gm, "$1\u200b/"],
  // Pictures, which are fetched from elsewhere.
  [/!\[/g, "!\u200b["],
  [/<(?=\/?(?:img|picture|source|video|audio|svg)\b)/gi, "&lt;"],
];

void main(process.argv.slice(2), process.env).catch((error: Error) => {
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
});

async function main(argv: readonly string[], environment: Environment): Promise<void> {
  if (argv[0] === "--help") return void process.stdout.write(USAGE);
  if (argv.length !== 1) throw new Error(`FILE: not one file, got '${argv.join(" ")}'; name one, e.g. review.md`);
  const forge = await FORGES[environment["GITLAB_CI"] ? "GITLAB_CI" : "GITHUB_ACTIONS"](environment);
  const body = prepareBody(readReview(argv[0] ?? ""), forge.run);
  const earlier = await findComment(forge);
  const [method, url] = earlier === undefined ? (["POST", forge.comments] as const) : forge.replace(earlier.id);
  await call(method, url, { headers: forge.headers, body });
  process.stdout.write(`${earlier === undefined ? "created" : "updated"} the review's comment\n`);
}

function read(environment: Environment, name: string, pattern: RegExp): string {
  const value = environment[name] ?? "";
  if (pattern.test(value)) return value;
  // Of a token not even a wrong value is printed.
  throw new Error(`${name}: is not set as needed, got '${name.endsWith("TOKEN") ? "" : value}'; see --help`);
}

/** The text of a review; fails for what another program may have put in its place. */
function readReview(file: string): string {
  const { size, isFile } = statFile(file);
  if (!isFile) throw new Error(`${file}: is no file; name what 'npm run plan:review' printed`);
  if (size > MOST_BYTES) throw new Error(`${file}: is too large, got ${size} bytes; at most ${MOST_BYTES} are read`);
  const text = readFileSync(file, "utf8").replaceAll("\r\n", "\n");
  if (text.startsWith(`${MARKER}\n`)) return text;
  throw new Error(`${file}: is no plan review, its first line is not '${MARKER}'; write it with 'npm run plan:review'`);
}

/** A symbolic link is none: it may lead to what is nobody's to read. */
function statFile(file: string): { readonly size: number; readonly isFile: boolean } {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  return { size: stats?.size ?? 0, isFile: stats?.isFile() ?? false };
}

/** The review without what notifies, commands or fetches, and no longer than a comment may be. */
function prepareBody(review: string, run: string): string {
  const text = HARMLESS.reduce((made, [pattern, replacement]) => made.replace(pattern, replacement), review);
  if (text.length <= MOST_CHARACTERS) return text;
  const cut = text.slice(0, text.lastIndexOf("\n", MOST_CHARACTERS) + 1);
  const isInFence = (cut.match(/^```/gm) ?? []).length % 2 === 1;
  return `${cut}${isInFence ? "```\n" : ""}\nCut here: the whole review is in the summary of ${run}\n`;
}

async function findComment({ comments, headers, isOwn }: Forge): Promise<Comment | undefined> {
  for (let page = 1; page <= MOST_PAGES; page++) {
    const listed = (await call("GET", `${comments}?per_page=${PAGE}&page=${page}`, { headers })) as Comment[];
    const found = listed.find((comment) => isOwn(comment) && comment.body.startsWith(MARKER));
    if (found !== undefined || listed.length < PAGE) return found;
  }
  return undefined;
}

interface CallOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** The text of a comment. */
  readonly body?: string;
}

/** The JSON that a forge answers; fails with its message when it refuses. */
async function call(method: string, url: string, { headers, body }: CallOptions): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { ...headers, "content-type": "application/json", "user-agent": "plan-review" },
    body: body === undefined ? null : JSON.stringify({ body }),
    redirect: "error",
    signal: AbortSignal.timeout(30_000),
  });
  const answer = (await response.json().catch(() => ({}))) as { readonly message?: unknown };
  if (response.ok) return answer;
  const path = new URL(url).pathname;
  const message = JSON.stringify(answer.message ?? "");
  throw new Error(
    `${method} ${path}: is refused, got ${response.status} ${message}; give the token leave to write comments`,
  );
}
