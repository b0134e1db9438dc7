/** The texts of `<cid-training>` by language. Not part of a desk's bundle. */
import { Registry, type Widen } from '../locales/registry.js';
import { course } from '../locales/ru/course.js';

export type CourseTexts = Widen<typeof course>;

export const courseTexts = new Registry<CourseTexts>({
  ru: course,
  en: async () => (await import('../locales/en/course.js')).course,
});

/** The Russian texts are shown until another language is loaded. */
export const russianCourse: CourseTexts = course;
