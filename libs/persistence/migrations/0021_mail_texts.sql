CREATE TABLE "mail_texts" (
	"programme" text NOT NULL,
	"language" text NOT NULL,
	"key" text NOT NULL,
	"version" integer NOT NULL,
	"text" text,
	"standard" text NOT NULL,
	"person" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "mail_texts_programme_language_key_version_pk" PRIMARY KEY("programme","language","key","version")
);
