import { spawn, spawnSync } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import type { Answer, Case, Subject } from "./subject";

/** Where distributions keep jars: Debian and Ubuntu, Fedora, Homebrew and by hand. */
const FOLDERS = ["/usr/share/java", "/usr/share/maven-repo", "/usr/local/share/java", "/opt/homebrew/share/java"];

/** The engine in a process of its own, which answers any number of cases. */
export class JavaOracle {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #waiting: ((answer: Answer) => void)[] = [];
  #ended: Error | undefined;
  #reject: ((reason: Error) => void) | undefined;

  /** @throws Error that says what to install, where Java or a jar is missing */
  constructor({ program, jars, packages, engine }: Subject, classPath?: string) {
    const remedy = `install it, e.g. apt-get install ${packages} default-jdk-headless`;
    if (spawnSync("java", ["-version"]).error !== undefined)
      throw new Error(`${engine}: a JDK is needed, got no command 'java'; ${remedy}`);
    const path = classPath ?? jars.map((jar) => requireJar(jar, remedy)).join(delimiter);
    this.#process = spawn("java", ["-Xss4m", "-Xmx512m", "-cp", path, program]);
    this.#process.stderr.pipe(process.stderr);
    createInterface({ input: this.#process.stdout }).on("line", (line) => this.#waiting.shift()?.(readAnswer(line)));
    // what is written after the end is answered by the end itself
    this.#process.stdin.on("error", () => undefined);
    this.#process.on("exit", (code) => {
      this.#ended = new Error(`${engine}: ${program} ended early, got exit status ${code}; see what it printed`);
      if (this.#waiting.length > 0) this.#reject?.(this.#ended);
    });
  }

  /** The engine's answers, in the order of the cases. */
  async ask(cases: readonly Case[]): Promise<Answer[]> {
    if (this.#ended !== undefined) throw this.#ended;
    const answers = cases.map(() => new Promise<Answer>((resolve) => this.#waiting.push(resolve)));
    this.#process.stdin.write(cases.map(({ text, document }) => `${encode(text)}\t${encode(document)}\n`).join(""));
    const ended = new Promise<never>((_, reject) => (this.#reject = reject));
    return Promise.race([Promise.all(answers), ended]);
  }

  end(): void {
    this.#process.stdin.end();
  }
}

function requireJar(name: string, remedy: string): string {
  const found = FOLDERS.map((folder) => join(folder, name)).find((file) => existsSync(file));
  if (found === undefined)
    throw new Error(`${name}: is in none of ${FOLDERS.join(", ")}; ${remedy}, or name all jars with --classpath`);
  return found;
}

function encode(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}

function readAnswer(line: string): Answer {
  const [kind = "", text = ""] = line.split("\t");
  return { kind, text: Buffer.from(text, "base64").toString("utf8") };
}
