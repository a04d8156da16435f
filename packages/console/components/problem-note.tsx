/** What went wrong, in the server's own words. */
export function ProblemNote({ message }: { readonly message: string }) {
  return (
    <p class="problem" role="alert">
      {message}
    </p>
  );
}
