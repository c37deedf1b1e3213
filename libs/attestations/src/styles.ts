import { StyleSheet, type TextProps } from '@react-pdf/renderer';

/** Paper has no dark mode: the product's own colours, as `tokens.css` has them for light pages. */
const [brand, ink, soft, line] = ['#0d6a5a', '#17201c', '#55615b', '#c3cac5'];

/** How a piece of the page looks. */
export type Style = Exclude<TextProps['style'], readonly unknown[] | undefined>;

/**
 * Widths of a list and of its two parts, in points: a part that is as wide as its words would leave its place when it is aligned, and
 * one that takes a share of the rest is measured too narrow at first.
 */
export const widths = { column: 337, name: 210, value: 127 };

/** Lengths are points. */
export const styles = StyleSheet.create({
  page: {
    paddingTop: 50,
    paddingBottom: 46,
    paddingHorizontal: 64,
    fontSize: 10,
    color: ink,
  },
  frame: {
    position: 'absolute',
    top: 20,
    bottom: 20,
    left: 20,
    right: 20,
    borderWidth: 2,
    borderColor: brand,
  },
  innerFrame: {
    position: 'absolute',
    top: 26,
    bottom: 26,
    left: 26,
    right: 26,
    borderWidth: 0.5,
    borderColor: brand,
  },
  heading: { alignItems: 'center', marginBottom: 18 },
  programme: { fontSize: 12, fontWeight: 700, color: brand, textAlign: 'center' },
  title: { fontSize: 30, fontWeight: 700, textAlign: 'center', marginTop: 8 },
  rule: { width: 96, height: 2, backgroundColor: brand, marginTop: 10, marginBottom: 14 },
  line: { fontSize: 12, color: soft, textAlign: 'center' },
  organisation: { fontSize: 26, fontWeight: 700, color: brand, textAlign: 'center', marginVertical: 8 },
  path: { fontSize: 16, fontWeight: 700, textAlign: 'center', marginTop: 6 },
  outcome: { fontSize: 11, color: soft, textAlign: 'center', marginTop: 4 },
  columns: { gap: 40, justifyContent: 'center' },
  columnTitle: {
    fontSize: 11,
    fontWeight: 700,
    color: brand,
    paddingBottom: 4,
    marginBottom: 4,
    borderBottomWidth: 0.75,
    borderBottomColor: line,
  },
  row: { paddingVertical: 2 },
  value: { color: soft },
  total: { fontWeight: 700, marginTop: 6 },
  foot: { marginTop: 'auto', paddingTop: 14, gap: 3, alignItems: 'center' },
  partners: { fontSize: 9, textAlign: 'center', marginBottom: 4 },
  marks: { gap: 16, justifyContent: 'center' },
  mark: { fontSize: 8, color: soft, textAlign: 'left' },
  address: { fontSize: 8, color: brand, direction: 'ltr', textDecoration: 'none' },
});
