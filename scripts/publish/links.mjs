/** Relative links and pictures of a page of the repository's root, as addresses that hold elsewhere too. */
export const withAbsoluteLinks = (text, home) =>
  text
    .replace(/!\[([^\]]*)\]\((?!https?:)([^)\s]+)\)/g, `![$1](${home}/raw/HEAD/$2)`)
    .replace(/(?<!!)\[([^\]]*)\]\((?!https?:|#|mailto:)([^)\s]+)\)/g, `[$1](${home}/blob/HEAD/$2)`);
