/** Text exactly as it is stored, in lines as wide as the page. */
export function Block({ children }: { readonly children: string }) {
  return (
    <pre className="block" dir="ltr" lang="en">
      <code>{children}</code>
    </pre>
  )
}
