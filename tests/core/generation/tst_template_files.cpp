// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/generation/cast_fixture.h"
#include "tests/support/test_main.h"

using namespace sc;
using namespace sc::generation;
using namespace sc::test;

class TestTemplateFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadBack()
    {
        StyleTemplate noir;
        noir.name = s("Noir 🎬");
        noir.category = s("cinematic");
        noir.prefix = s("35 mm, \"wide\"");
        noir.negative = s("text");
        noir.params = {{s("steps"), 20}};
        noir.loras = {{s("rain"), 0.8, {}}};
        PromptTemplate street;
        street.name = s("Street");
        street.imagePrompt = s("{location}, {a|b}");
        const auto read = readTemplates(templateFile({noir}, {street}));
        SC_VERIFY_OK(read);
        QVERIFY(read->styles.front() == noir);
        QVERIFY(read->prompts.front() == street);
        QVERIFY(read->notes.isEmpty());
    }

    void whatIsNotUnderstoodIsNamed()
    {
        const auto read = readTemplates(R"({"storycanvas": "templates", "version": 1, "styles": [
            {"name": "A", "prefix": "x", "params": {"steps": 20, "stepz": 3, "cfg": 99}}, {"prefix": "no name"}]})");
        SC_VERIFY_OK(read);
        QCOMPARE(read->styles.size(), 1U);
        QCOMPARE(read->styles.front().params, QJsonObject({{s("steps"), 20}}));
        QCOMPARE(read->notes.size(), 3);
        QVERIFY(read->notes.join(u' ').contains(s("stepz")));
    }

    void listsOfOtherProgramsAreUnderstood()
    {
        const auto list =
            readTemplates(R"([{"name": "film", "prompt": "cinematic still {prompt} . shallow focus", "negative_prompt": "anime"},
                                            {"name": "plain", "prompt": "photo"}])");
        SC_VERIFY_OK(list);
        QCOMPARE(list->styles.front().prefix, s("cinematic still"));
        QCOMPARE(list->styles.front().suffix, s(". shallow focus"));
        QCOMPARE(list->styles.front().negative, s("anime"));
        QCOMPARE(list->styles.back().prefix, s("photo"));
        const auto table = readTemplates("name,prompt,negative_prompt\r\n\"a, b\",\"x \"\"y\"\"\nz\",\r\nonly,,\n");
        SC_VERIFY_OK(table);
        QCOMPARE(table->styles.size(), 2U);
        QCOMPARE(table->styles.front().name, s("a, b"));
        QCOMPARE(table->styles.front().prefix, s("x \"y\"\nz"));
    }

    void nothingToReadIsSaid()
    {
        for (const QByteArray &bytes : {QByteArray(), QByteArray("{}"), QByteArray("[1, 2]"), QByteArray("\x89PNG\r\n\x1a\n\0\0", 10),
                                        QByteArray("name,prompt\n"), QByteArray("null")})
            SC_COMPARE_PROBLEM(readTemplates(bytes), ProblemCode::InvalidFileType);
        SC_COMPARE_PROBLEM(readTemplates(R"({"storycanvas": "templates", "version": 2})"), ProblemCode::NewerVersion);
    }

    void importedOnesGetFreeNames()
    {
        const CastWorld world;
        Studio studio = world.studio();
        StyleTemplate noir;
        noir.name = s("Noir");
        SC_VERIFY_OK(studio.save(noir));
        SC_VERIFY_OK(studio.addAll({{noir, noir}, {}, {}}, Scope::Project));
        QStringList names;
        const std::vector<StyleTemplate> styles = studio.styles().value();
        for (const StyleTemplate &style : styles)
            names.append(style.name);
        QCOMPARE(names, QStringList({s("Noir"), s("Noir 2"), s("Noir 3")}));
        QCOMPARE(world.session->history().back().name, s("Import templates"));
    }
};

SC_TEST(TestTemplateFiles)
#include "tst_template_files.moc"
