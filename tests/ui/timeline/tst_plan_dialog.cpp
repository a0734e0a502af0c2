// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/edits.h"
#include "core/timeline/normalise.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/timeline/timeline_maker.h"
#include "ui/timeline/plan_dialog.h"
#include "ui/timeline/plan_rule_table.h"
#include "ui/widgets/field_choice.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSpinBox>

using namespace sc;
using namespace sc::ui;

// The plan dialog on a real bundle: what is typed is seen in the preview, Apply is one step.
class TestPlanDialog : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    std::unique_ptr<project::ProjectSession> m_session;
    std::unique_ptr<TimelineEditor> m_editor;
    std::unique_ptr<PlanDialog> m_dialog;
    QString m_kept;

    template<class W> W *named(const QString &accessibleName) const
    {
        for (W *widget : m_dialog->findChildren<W *>()) {
            if (widget->accessibleName().startsWith(accessibleName))
                return widget;
        }
        qFatal("no widget named %s", qPrintable(accessibleName));
    }
    QAbstractButton *button(const QString &text) const
    {
        for (QAbstractButton *each : m_dialog->findChildren<QAbstractButton *>()) {
            if (each->text().startsWith(text) || each->accessibleName() == text)
                return each;
        }
        qFatal("no button %s", qPrintable(text));
    }
    int shots() const { return m_dialog->preview() ? m_dialog->preview()->shots : -1; }

    void open()
    {
        const PresetStore store{[this] { return m_kept; },
                                [this](const QString &text) -> Result<> {
                                    m_kept = text;
                                    return {};
                                }};
        m_dialog = std::make_unique<PlanDialog>(m_editor.get(), store, nullptr);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
    }

private Q_SLOTS:
    void init()
    {
        m_kept.clear();
        auto made = project::ProjectSession::create(m_folder.filePath(newUuidV7()), {.name = QStringLiteral("Cut")});
        SC_VERIFY_OK(made);
        m_session = std::move(*made);
        timeline::Timeline t = m_session->timeline();
        t.project.song = test::evenSong(120, 24);
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Song"), t));
        m_editor = std::make_unique<TimelineEditor>();
        m_editor->setSession(m_session.get());
        open();
    }
    void cleanup()
    {
        m_dialog.reset();
        m_editor.reset();
        m_session.reset();
    }

    void whatIsChosenIsSeenAtOnceAndAppliedAsOneStep()
    {
        named<FieldChoice>(QStringLiteral("Length of shots in Verse"))->setValue(QStringLiteral("1beat"));
        QTRY_COMPARE(m_dialog->options().rules[QStringLiteral("verse")].length.count, 1.0);
        QTRY_VERIFY(shots() >= 32);
        const int withBeats = shots();
        named<QSpinBox>(QStringLiteral("At most so many shots in Verse"))->setValue(4);
        QTRY_VERIFY(shots() < withBeats);
        QTest::keyClicks(named<QLineEdit>(QStringLiteral("Prompt template of Verse")), QStringLiteral("{character} in the rain"));
        QTest::keyClicks(named<QLineEdit>(QStringLiteral("Characters of Verse in turn")), QStringLiteral("Rhea, -"));
        QTRY_COMPARE(m_dialog->options().rules[QStringLiteral("verse")].characters, (QStringList{QStringLiteral("Rhea"), QString()}));
        QVERIFY(m_session->timeline().clips.empty());
        QTest::mouseClick(button(QStringLiteral("Apply")), Qt::LeftButton);
        QCOMPARE(int(m_session->timeline().clips.size()), shots());
        QVERIFY(std::ranges::any_of(m_session->timeline().clips,
                                    [](const timeline::Clip &clip) { return clip.imagePrompt == u"Rhea in the rain"; }));
        SC_VERIFY_OK(m_session->undo());
        QVERIFY(m_session->timeline().clips.empty());
    }

    void theDiceChangesOnlyTheSeedAndTheLockKeepsIt()
    {
        auto *seed = named<QSpinBox>(QStringLiteral("Seed"));
        const planning::SectionRules rules = m_dialog->options().rules;
        QCOMPARE(seed->value(), 1);
        QTest::mouseClick(button(QStringLiteral("Another seed")), Qt::LeftButton);
        QVERIFY(seed->value() != 1);
        QVERIFY(m_dialog->options().rules == rules);
        QTest::mouseClick(button(QStringLiteral("Keep the seed")), Qt::LeftButton);
        QVERIFY(!button(QStringLiteral("Another seed"))->isEnabled());
    }

    void presetsFillTheTable()
    {
        auto *rules = named<FieldChoice>(QStringLiteral("Rules"));
        rules->setValue(QStringLiteral("calm"));
        QTRY_COMPARE(m_dialog->options().rules[QStringLiteral("verse")].length.count, 4.0);
        QTRY_VERIFY(m_dialog->preview() && m_dialog->preview()->longestShotSeconds >= 8);
        const int calm = shots();
        rules->setValue(QStringLiteral("energetic"));
        QTRY_VERIFY(shots() > 2 * calm);
    }

    void ownRulesAreOffered()
    {
        m_kept = planning::presetsText(
            std::vector{planning::RulePreset{{}, QStringLiteral("Mine"), {{QStringLiteral("default"), {.maxShots = 1}}}}});
        open();
        named<FieldChoice>(QStringLiteral("Rules"))->setValue(QStringLiteral("Mine"));
        QTRY_COMPARE(m_dialog->options().rules[QStringLiteral("verse")].maxShots, 1);
    }

    void lockedSectionsSaySoAndCanBeUnlocked()
    {
        QTest::mouseClick(button(QStringLiteral("Apply")), Qt::LeftButton);
        timeline::Timeline t = m_session->timeline();
        for (timeline::Scene &scene : t.scenes)
            scene.locked = scene.sectionLabel == u"chorus";
        SC_VERIFY_OK(m_session->apply(QStringLiteral("Lock"), t));
        open();
        QVERIFY(!named<FieldChoice>(QStringLiteral("Length of shots in Chorus"))->isVisible());
        for (QAbstractButton *each : m_dialog->findChildren<QAbstractButton *>()) {
            if (each->text() == u"Unlock" && each->isVisible()) {
                QTest::mouseClick(each, Qt::LeftButton);
                break;
            }
        }
        QTRY_VERIFY(named<FieldChoice>(QStringLiteral("Length of shots in Chorus"))->isVisible());
        QVERIFY(std::ranges::none_of(m_session->timeline().scenes, &timeline::Scene::locked));
    }

    void aNarrowWindowFoldsColumns()
    {
        m_dialog->resize(900, 600);
        QTRY_VERIFY(!named<QLineEdit>(QStringLiteral("Prompt template of Verse"))->isVisible());
        QVERIFY(named<FieldChoice>(QStringLiteral("Length of shots in Verse"))->isVisible());
        m_dialog->resize(1120, 760);
        QTRY_VERIFY(named<QLineEdit>(QStringLiteral("Prompt template of Verse"))->isVisible());
    }
};

SC_TEST(TestPlanDialog)
#include "tst_plan_dialog.moc"
