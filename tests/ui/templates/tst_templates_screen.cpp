// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/take_shelf.h"
#include "core/timeline/clip_edits.h"
#include "tests/support/test_main.h"
#include "tests/ui/characters/cast_studio.h"
#include "ui/templates/apply_panel.h"
#include "ui/templates/prompt_form.h"
#include "ui/templates/style_form.h"
#include "ui/templates/templates_screen.h"
#include "ui/theme/theme.h"
#include "ui/timeline/inspector_fields.h"
#include "ui/timeline/row_list.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card_grid.h"
#include "ui/widgets/search_field.h"

#include <QtTest/QTest>
#include <QtWidgets/QTabBar>

using namespace sc;
using namespace sc::generation;
using namespace sc::test;
using namespace sc::ui;

// The templates screen on a real bundle, by mouse and keys.
class TestTemplatesScreen : public QObject
{
    Q_OBJECT

    std::unique_ptr<CastStudio> m_studio;
    std::unique_ptr<TemplatesScreen> m_screen;

    [[nodiscard]] StyleTemplateId add(const QString &name, const QString &prefix = s("35 mm"), const QJsonObject &params = {}) const
    {
        StyleTemplate style;
        style.name = name;
        style.prefix = prefix;
        style.params = params;
        return m_studio->studio().save(style).value();
    }
    void type(LineField *field, const QString &text) const
    {
        field->edit()->setFocus();
        field->edit()->selectAll();
        QTest::keyClicks(field->edit(), text);
    }

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, builtInTheme({.reducedMotion = true})); }
    void init()
    {
        m_studio = std::make_unique<CastStudio>();
        m_screen = std::make_unique<TemplatesScreen>(*m_studio->context, m_studio->editor);
        m_screen->resize(1376, 788);
        m_screen->show();
    }
    void cleanup()
    {
        m_screen.reset();
        m_studio.reset();
    }

    void aStyleIsMadeByKeysAndAWrongValueIsMarked()
    {
        m_studio->actions.trigger(s("templates.new"));
        StyleForm &form = m_screen->form();
        QTRY_VERIFY(form.isVisible());
        type(form.name(), s("Neon noir"));
        QTest::keyClicks(form.prefix()->edit(), s("35 mm anamorphic"));
        type(form.field(s("cfg")), s("34"));
        QVERIFY(form.field(s("cfg"))->isWrong());
        QVERIFY(!form.saveButton()->isEnabled());
        QVERIFY(form.saveButton()->toolTip().contains(s("CFG")));
        QCOMPARE(form.field(s("cfg"))->edit()->text(), s("34")); // what was typed stays
        type(form.field(s("more")), s("stepz=3"));
        QVERIFY(form.field(s("more"))->isWrong());
        type(form.field(s("more")), s("clip_skip=2"));
        type(form.field(s("cfg")), s("7.5"));
        QVERIFY(form.saveButton()->isEnabled());
        QTest::mouseClick(form.saveButton(), Qt::LeftButton);
        QTRY_COMPARE(m_screen->grid().cards().size(), 1U);
        const StyleTemplate saved = m_studio->studio().styles()->front();
        QCOMPARE(saved.params, (QJsonObject{{s("cfg"), 7.5}, {s("clip_skip"), 2}}));
        QCOMPARE(saved.prefix, s("35 mm anamorphic"));
        QVERIFY(!m_screen->desk().isNew());
    }

    void savingKeepsWhatItWasAndBringsItBack()
    {
        const StyleTemplateId id = add(s("Noir"));
        QTRY_VERIFY(m_screen->desk().style());
        StyleForm &form = m_screen->form();
        form.prefix()->edit()->setPlainText(s("16 mm"));
        QVERIFY(form.isChanged());
        QTest::mouseClick(form.saveButton(), Qt::LeftButton);
        QTRY_COMPARE(m_studio->studio().style(id)->version, 2);
        form.tabs()->setCurrentIndex(1);
        QCOMPARE(form.history()->rowCount(), 1);
        Q_EMIT form.history()->rowChosen(form.history()->row(0).value);
        QTRY_COMPARE(m_studio->studio().style(id)->prefix, s("35 mm"));
        QCOMPARE(m_studio->studio().style(id)->version, 3);
        QCOMPARE(form.prefix()->edit()->toPlainText(), s("35 mm"));
    }

    void applyingShowsEveryDifferenceFirst()
    {
        const StyleTemplateId id = add(s("Noir"), s("35 mm"), {{s("steps"), 20}});
        timeline::ClipGeneration generation;
        generation.params = {{s("steps"), 8}};
        SC_VERIFY_OK(m_studio->world.made(0, generation));
        QTRY_VERIFY(m_screen->desk().style());
        ApplyPanel &panel = m_screen->applyPanel();
        QVERIFY(!panel.applyButton()->isEnabled());
        m_studio->select({0, 1});
        QTRY_VERIFY(panel.applyButton()->isEnabled());
        const auto row = [&](const QString &key) {
            const auto found = std::ranges::find(panel.preview().rows, key, &TemplateRow::key);
            return found == panel.preview().rows.end() ? TemplateRow() : *found;
        };
        QVERIFY(row(s("prefix")).differs);
        QVERIFY(!row(s("prefix")).isReplaced);
        QVERIFY(row(s("steps")).differs && row(s("steps")).isReplaced);
        QVERIFY(panel.composedHtml().contains(s("background-color")));
        QVERIFY(panel.composedHtml().contains(s("35 mm")));
        panel.setMode(ApplyMode::Fill);
        QCOMPARE(row(s("steps")).after, s("mixed")); // the shot's own stays, the other's is filled
        panel.toggleShot(m_studio->world.id(1));
        QCOMPARE(panel.chosenShots().size(), 1U);
        panel.setMode(ApplyMode::Replace);
        QTest::mouseClick(panel.applyButton(), Qt::LeftButton);
        QCOMPARE(m_studio->world.clip(0).generation.styleTemplate, id);
        QVERIFY(m_studio->world.clip(1).generation.styleTemplate.isEmpty());
        QVERIFY(!m_studio->world.clip(0).generation.params.contains(s("steps")));
        QTRY_VERIFY(m_screen->grid().cards().front().figure.startsWith(s("1 use")));
        SC_VERIFY_OK(m_studio->world.session->undo());
        QCOMPARE(m_studio->world.clip(0).generation.params[u"steps"].toInt(), 8);
    }

    void lockedShotsAreLeftOutAndSaid()
    {
        (void)add(s("Noir"));
        const timeline::Timeline &before = m_studio->world.session->timeline();
        SC_VERIFY_OK(
            m_studio->world.session->apply(s("Lock"), timeline::setLocked(before, {.scenes = {}, .clips = {m_studio->world.id(1)}})));
        QTRY_VERIFY(m_screen->desk().style());
        m_studio->select({0, 1});
        QTRY_COMPARE(m_screen->applyPanel().preview().locked.size(), 1U);
        QVERIFY(m_screen->applyPanel().apply());
        QVERIFY(m_studio->world.clip(1).generation.styleTemplate.isEmpty());
    }

    void aForeignFileSaysWhatWasUnderstood()
    {
        const QString file = m_studio->world.dir.filePath(s("styles.json"));
        QVERIFY(writeFile(file, R"([{"name":"Pastel","prompt":"pastel, {prompt}, soft","negative_prompt":"dark"},{"nothing":1}])"));
        QSignalSpy notices(m_studio->context.get(), &AppContext::noticeRaised);
        m_screen->importFile(file);
        QTRY_COMPARE(m_screen->grid().cards().size(), 1U);
        QCOMPARE(notices.count(), 1);
        QVERIFY(notices.front().front().value<Notice>().title.contains(s("1 template")));
        const QString out = m_studio->world.dir.filePath(s("out.json"));
        m_screen->exportFile(out);
        QVERIFY(QFile::exists(out));
        m_screen->importFile(out);
        QTRY_COMPARE(m_screen->grid().cards().size(), 2U);
        QSignalSpy problems(m_studio->context.get(), &AppContext::problemRaised);
        QVERIFY(writeFile(file, "no templates"));
        m_screen->importFile(file);
        QCOMPARE(problems.count(), 1);
    }

    void promptsAreWrittenWithVariablesAndApplied()
    {
        m_screen->newPrompt();
        PromptForm &form = m_screen->promptForm();
        QTRY_VERIFY(form.isVisible());
        type(form.name(), s("Street"));
        QTest::keyClicks(form.image()->edit(), s("a street, "));
        form.insertVariable(s("clip"));
        QTest::mouseClick(form.saveButton(), Qt::LeftButton);
        QTRY_COMPARE(m_studio->studio().prompts()->size(), 1U);
        m_studio->select({1});
        QTRY_COMPARE(m_screen->applyPanel().preview().rows.size(), 1U);
        QCOMPARE(m_screen->applyPanel().preview().rows.front().after, s("a street, Clip 2"));
        QVERIFY(m_screen->applyPanel().apply());
        QCOMPARE(m_studio->world.clip(1).imagePrompt, s("a street, Clip 2"));
    }

    void theLibraryIsSearchedAndSortedIntoPlaces()
    {
        (void)add(s("Noir"));
        (void)add(s("Pastel"), s("soft colours"));
        QTRY_COMPARE(m_screen->grid().cards().size(), 2U);
        QTest::keyClicks(&m_screen->search(), s("soft"));
        QTRY_COMPARE(m_screen->grid().cards().size(), 1U);
        m_screen->search().clear();
        m_screen->setPlace({TemplatePlace::Kind::Favourites, {}});
        QCOMPARE(m_screen->grid().cards().size(), 0U);
        m_screen->setPlace({TemplatePlace::Kind::Category, s("custom")});
        QCOMPARE(m_screen->grid().cards().size(), 2U);
        m_screen->duplicate();
        QTRY_COMPARE(m_screen->grid().cards().size(), 3U);
        m_screen->toggleShared();
        m_screen->setPlace({TemplatePlace::Kind::Shared, {}});
        QTRY_COMPARE(m_screen->grid().cards().size(), 1U);
        m_screen->remove();
        QTRY_COMPARE(m_studio->studio().styles()->size(), 2U);
    }

    void aShotsSettingsBecomeAStyle()
    {
        timeline::ClipGeneration generation;
        generation.params = {{s("family"), s("flux_dev")}, {s("steps"), 30}};
        SC_VERIFY_OK(m_studio->world.made(0, generation));
        m_studio->select({0});
        m_screen->fromSettings();
        QVERIFY(m_screen->desk().isNew());
        QCOMPARE(m_screen->form().field(s("steps"))->edit()->text(), s("30"));
        type(m_screen->form().name(), s("Mine"));
        m_screen->form().save();
        QTRY_COMPARE(m_studio->studio().styles()->front().family, s("flux_dev"));
    }

    void aNarrowWindowHasFormAndApplyingInOnePlace()
    {
        (void)add(s("Noir"));
        m_screen->resize(968, 528);
        QTRY_VERIFY(m_screen->form().isVisible());
        QVERIFY(!m_screen->applyPanel().isVisible());
        m_screen->showApply(true);
        QVERIFY(m_screen->applyPanel().isVisible() && !m_screen->form().isVisible());
    }
};

SC_TEST(TestTemplatesScreen)
#include "tst_templates_screen.moc"
