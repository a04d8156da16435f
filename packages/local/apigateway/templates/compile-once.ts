/**
 * Returns a function that gives what `compile` made of a resource before: a resource is never changed, an update replaces
 * it. So a deployment takes over what one before it compiled, and compiles only what is new.
 */
export function compileOnce<Resource extends object, Compiled>(
  compile: (resource: Resource) => Compiled,
): (resource: Resource) => Compiled {
  const known = new WeakMap<Resource, Compiled>();
  return (resource) => {
    const found = known.get(resource);
    if (found !== undefined) return found;
    const compiled = compile(resource);
    known.set(resource, compiled);
    return compiled;
  };
}
