interface ImportMeta {
  readonly env: Readonly<Record<string, string | undefined>>;
  glob<T>(
    pattern: string,
    options: { readonly query: '?raw'; readonly import: 'default'; readonly eager: true },
  ): Readonly<Record<string, T>>;
}
declare module '*.css';
