import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Ended } from "@sfn-websocket/run/__tests__/start-child";
import { runScript } from "./run-script";

const MARKER = "<!-- plan-review -->";
const BOT = { user: { login: "github-actions[bot]" } };
const directory = mkdtempSync(join(tmpdir(), "comment-"));
const file = join(directory, "review.md");

/** What the forge knows and was asked: comments of one pull request, and the calls that changed them. */
let comments: object[] = [];
let calls: string[] = [];
let bodies: string[] = [];
let refusal: string | undefined;
let server: Server;
let url: string;

/** GitHub's and GitLab's answers, by what both ask for. */
async function answer(request: IncomingMessage): Promise<[status: number, body: unknown]> {
  const { method = "", headers } = request;
  const target = new URL(request.url ?? "", "http://forge");
  const token = headers.authorization ?? headers["private-token"];
  calls.push(`${method} ${target.pathname}${target.search} ${String(token)}`);
  if (method !== "GET") bodies.push((JSON.parse(await text(request)) as { body: string }).body);
  if (refusal !== undefined) return [403, { message: refusal }];
  if (method !== "GET") return [201, {}];
  if (target.pathname.endsWith("/user")) return [200, { id: 7 }];
  const [page, size] = [Number(target.searchParams.get("page")), Number(target.searchParams.get("per_page"))];
  return [200, comments.slice((page - 1) * size, page * size)];
}

beforeAll(async () => {
  server = createServer((request, response) => {
    void answer(request).then(([status, body]) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(directory, { recursive: true, force: true });
});
beforeEach(() => {
  [comments, calls, bodies, refusal] = [[], [], [], undefined];
});

const people = (count: number) =>
  Array.from({ length: count }, (_, id) => ({ id, body: MARKER, user: { login: "jane" } }));

/** Writes a review and posts it to GitHub. */
function post(review: string, variables: Readonly<Record<string, string>> = {}): Promise<Ended> {
  writeFileSync(file, review);
  return postFile(file, variables);
}

function postFile(name: string, variables: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return runScript("update-comment.mts", [name], {
    GITHUB_API_URL: url,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_REPOSITORY: "acme/api",
    GITHUB_RUN_ID: "42",
    GITHUB_TOKEN: "t0ken",
    PULL_REQUEST: "5",
    ...variables,
  });
}

describe("the comment with a review", () => {
  it("is created where there is none of its own, on however many pages others have written", async () => {
    comments = [...people(100), { id: 100, body: "by the bot", ...BOT }];
    expect(await post(`${MARKER}\n# A\n`)).toEqual({
      status: 0,
      stdout: "created the review's comment\n",
      stderr: "",
    });
    expect(calls).toEqual([
      "GET /repos/acme/api/issues/5/comments?per_page=100&page=1 Bearer t0ken",
      "GET /repos/acme/api/issues/5/comments?per_page=100&page=2 Bearer t0ken",
      "POST /repos/acme/api/issues/5/comments Bearer t0ken",
    ]);
    expect(bodies).toEqual([`${MARKER}\n# A\n`]);
  });

  it("is updated where there is one, and nobody else's is", async () => {
    comments = [...people(130), { id: 900, body: `${MARKER}\nold`, ...BOT }];
    expect(await post(`${MARKER}\nnew\n`)).toEqual({ status: 0, stdout: "updated the review's comment\n", stderr: "" });
    expect(calls.slice(2)).toEqual(["PATCH /repos/acme/api/issues/comments/900 Bearer t0ken"]);
    expect(bodies).toEqual([`${MARKER}\nnew\n`]);
  });

  it("is written as a note of a merge request in GitLab, too", async () => {
    const gitlab = {
      GITLAB_CI: "true",
      GITLAB_TOKEN: "glpat",
      CI_API_V4_URL: `${url}/api/v4`,
      CI_PROJECT_ID: "3",
      CI_MERGE_REQUEST_IID: "8",
      CI_JOB_URL: "https://gitlab.com/job/1",
    };
    const notes = "/api/v4/projects/3/merge_requests/8/notes";
    expect((await post(`${MARKER}\na\n`, gitlab)).stdout).toBe("created the review's comment\n");
    comments = [
      { id: 1, body: MARKER, author: { id: 6 } },
      { id: 2, body: MARKER, author: { id: 7 } },
    ];
    expect((await post(`${MARKER}\nb\n`, gitlab)).stdout).toBe("updated the review's comment\n");
    expect(calls).toEqual([
      "GET /api/v4/user glpat",
      `GET ${notes}?per_page=100&page=1 glpat`,
      `POST ${notes} glpat`,
      "GET /api/v4/user glpat",
      `GET ${notes}?per_page=100&page=1 glpat`,
      `PUT ${notes}/2 glpat`,
    ]);
  });

  it("notifies nobody, commands nothing, fetches nothing and turns no text around", async () => {
    await post(`${MARKER}\n@acme/all a@b\n/merge\n  /approve\n![x](https://a/b.png)<IMG src=x>\u202eabc\u0007\ta/b\n`);
    expect(bodies).toEqual([
      `${MARKER}\n@\u200bacme/all a@\u200bb\n\u200b/merge\n  \u200b/approve\n!\u200b[x](https://a/b.png)&lt;IMG src=x>\ufffdabc\ufffd\ta/b\n`,
    ]);
  });

  it("is cut at a line where it is too long, with its code block closed, and says where the rest is", async () => {
    await post(`${MARKER}\n\`\`\`diff\n${"+ a line of forty characters in a diff\n".repeat(2_000)}\`\`\`\nend\n`);
    const [body = ""] = bodies;
    expect(body.length).toBeLessThan(65_536);
    expect(body).toMatch(
      /diff\n```\n\nCut here: the whole review is in the summary of https:\/\/github\.com\/acme\/api\/actions\/runs\/42\n$/,
    );
    expect(body.length).toBeGreaterThan(64_000);
  });

  it("rejects what is no review, without a call", async () => {
    const fails = async (name: string) => (await postFile(name)).stderr;
    writeFileSync(file, `# Approved\n${MARKER}\n`);
    expect(await fails(file)).toBe(
      `error: ${file}: is no plan review, its first line is not '${MARKER}'; write it with 'npm run plan:review'\n`,
    );
    writeFileSync(file, `${MARKER}\n${"x".repeat(4 * 1024 * 1024)}`);
    expect(await fails(file)).toBe(`error: ${file}: is too large, got 4194325 bytes; at most 4194304 are read\n`);
    const [link, folder] = [join(directory, "link.md"), join(directory, "folder.md")];
    symlinkSync(file, link);
    mkdirSync(folder);
    for (const name of [link, folder, join(directory, "gone.md")])
      expect(await fails(name)).toBe(`error: ${name}: is no file; name what 'npm run plan:review' printed\n`);
    expect(calls).toEqual([]);
  });

  it("rejects settings that are not there or not what they are called, and prints no token", async () => {
    const fails = async (variables: Readonly<Record<string, string>>) => (await post(`${MARKER}\n`, variables)).stderr;
    expect(await fails({ GITHUB_TOKEN: "" })).toBe("error: GITHUB_TOKEN: is not set as needed, got ''; see --help\n");
    expect(await fails({ PULL_REQUEST: "5/../6" })).toBe(
      "error: PULL_REQUEST: is not set as needed, got '5/../6'; see --help\n",
    );
    expect(await fails({ GITHUB_REPOSITORY: "acme" })).toBe(
      "error: GITHUB_REPOSITORY: is not set as needed, got 'acme'; see --help\n",
    );
    expect((await runScript("update-comment.mts", [])).stderr).toBe(
      "error: FILE: not one file, got ''; name one, e.g. review.md\n",
    );
    expect(calls).toEqual([]);
  });

  it("fails with what the forge says when it refuses", async () => {
    refusal = "Resource not accessible by integration";
    expect(await post(`${MARKER}\n`)).toEqual({
      status: 1,
      stdout: "",
      stderr:
        'error: GET /repos/acme/api/issues/5/comments: is refused, got 403 "Resource not accessible by integration"; give the token leave to write comments\n',
    });
  });
});
