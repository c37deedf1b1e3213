const shapes = {
  today: 'M4 12.5 9 17.5 20 6.5',
  cases: 'M3.5 7.5a2 2 0 0 1 2-2h4l2 2.5h7a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2z',
  calendar: 'M4 6.5h16v13H4zM4 10.5h16M8.5 3.5v4M15.5 3.5v4',
  programme: 'M5 19.5v-6M10 19.5v-10M15 19.5v-4M20 19.5v-15',
  visits:
    'M12 20.5c4.5-4.2 6.5-7.4 6.5-10.5a6.5 6.5 0 0 0-13 0c0 3.1 2 6.3 6.5 10.5zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  incidents: 'M12 4 21 19.5H3zM12 10v4.5M12 17v.2',
  organisations: 'M4.5 20V5.5h9V20M13.5 10h6v10M3 20h18M7.5 9h3M7.5 12.5h3M7.5 16h3M16 13.5h1M16 16.5h1',
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.6-3.4 3-5 6.5-5s5.9 1.6 6.5 5M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14.9c2 .7 3.1 2.2 3.5 4.6',
  settings:
    'M4 7.5h8M18 7.5h2M4 16.5h2M12 16.5h8M15 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM9 19a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
} as const;

export type IconName = keyof typeof shapes;

/** A drawing beside words that say the same; screen readers pass over it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={shapes[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.8"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
