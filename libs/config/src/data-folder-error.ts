/** The data folder cannot be used; the message is one line that says what to do. */
export class DataFolderError extends Error {
  override readonly name: string = 'DataFolderError';
}

/** What an operator reads when the disk of a path has no room left. */
export function diskFull(path: string): string {
  return `The disk of ${path} is full: free some space (the database needs about 100 MB to begin), then start again.`;
}

/** Turns a file system error below a data folder into a {@link DataFolderError}; other errors pass unchanged. */
export function explainFileError(path: string, error: unknown): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new DataFolderError(
        `Cannot write to ${path}: give this user the folder, or set PARCOURS_DATA to one it may write.`,
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new DataFolderError(diskFull(path));
    case 'ENOTDIR':
    case 'EEXIST':
      return new DataFolderError(
        `${path} cannot be a data folder: a part of that path is a file. Set PARCOURS_DATA to a folder.`,
      );
    default:
      return error;
  }
}
