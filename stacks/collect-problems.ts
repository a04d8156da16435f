import { SynthesisError, listProblems } from "@sfn-websocket/constructs/options/synthesis-error";

/**
 * What `make` gives for each name. Throws a SynthesisError that lists the problems of all of them, each once: what is wrong
 * with every one as it is, anything else after the names that it is wrong with.
 */
export function collectProblems<T>(names: readonly string[], make: (name: string, index: number) => T): readonly T[] {
  const found = new Map<string, string[]>();
  const made = names.flatMap((name, index) => {
    try {
      return [make(name, index)];
    } catch (error) {
      const problems = listProblems(error);
      if (problems === undefined) throw error;
      for (const problem of new Set(problems)) found.set(problem, [...(found.get(problem) ?? []), name]);
      return [];
    }
  });
  if (found.size === 0) return made;
  const texts = [...found].map(([problem, having]) =>
    having.length === names.length ? problem : `${having.join(", ")}: ${problem}`,
  );
  throw new SynthesisError(texts);
}
