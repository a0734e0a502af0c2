// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/take_shelf.h"
#include "tests/support/media_maker.h"
#include "tests/support/test_main.h"
#include "tests/ui/generate/generate_studio.h"
#include "ui/generate/live_card.h"
#include "ui/generate/take_fact_card.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QLineEdit>

using namespace sc;
using namespace sc::ui;
using namespace sc::test;

// The Generate screen in a real window, with a real queue and a practice server, by mouse and keys.
class TstGenerateWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTakeIsGeneratedByMouseAndSeenOnTheTimeline();
    void withoutAServerTheJobWaits();
    void theFirstTakeIsShownAndLaterOnesAreCompared();
    void keysRateChooseRejectAndGoAlong();
    void reproduceMakesTheSameFile();
    void aVariationIsAskedForAndQueued();
    void theFrontOfTheQueueAndTheBatch();
    void takesGoToThePoolAndStartTheNextShot();
    void aRunningJobIsSeenAndCancelled();
    void searchAndFiltersChooseShots();
    void statesWithoutProjectAndWithoutShots();
    void everyWidthIsUsable();
};

void TstGenerateWindow::aTakeIsGeneratedByMouseAndSeenOnTheTimeline()
{
    GenerateStudio s;
    QTRY_VERIFY_WITH_TIMEOUT(!s.desk().outlook().waits, 20'000);
    s.clickShot(2);
    QCOMPARE(s.desk().clipId(), s.clip(2).id);
    QCOMPARE(s.timeline->editor()->selection().current(), s.clip(2).id);
    QVERIFY2(s.params().generateButton().isEnabled(), qPrintable(s.desk().reasonNot()));
    QCOMPARE(stateOf(s.clip(2)), ClipState::Planned);
    s.click(&s.params().generateButton());
    QCOMPARE(s.desk().jobs().size(), size_t(1));
    QTRY_COMPARE_WITH_TIMEOUT(s.desk().takes().size(), size_t(1), 60'000);
    QCOMPARE(s.server->taken(), 1);
    const timeline::Take take = s.desk().takes().front();
    QCOMPARE(QSize(take.width, take.height), QSize(256, 256));
    // The timeline's own editor has it as what the shot shows, and its file is there.
    const timeline::Clip *shot = timeline::findClip(s.timeline->editor()->timeline(), s.clip(2).id);
    QVERIFY(shot);
    QCOMPARE(shot->selectedImage, take.id);
    QCOMPARE(stateOf(*shot), ClipState::Ready);
    const project::DisplayedMedia shown = s.session->takes().displayedMedia(*shot);
    QCOMPARE(shown.kind, project::DisplayedMedia::Kind::Image);
    QVERIFY(!shown.isMissing && shown.take->id == take.id);
    // And here it stands in the strip and in the viewer.
    QCOMPARE(s.stage().strip().items().size(), size_t(1));
    QVERIFY(s.stage().strip().items().front().isChosen);
    QCOMPARE(s.stage().view().sides().front().file, shown.path);
    QVERIFY(s.problems.empty());
}

void TstGenerateWindow::withoutAServerTheJobWaits()
{
    GenerateStudio s(false);
    s.clickShot(0);
    QTRY_VERIFY(s.desk().outlook().waits);
    QVERIFY(s.params().generateButton().isEnabled());
    QVERIFY2(s.params().reason().contains(QStringLiteral("queue")), qPrintable(s.params().reason()));
    s.click(&s.params().generateButton());
    QCOMPARE(s.desk().jobs().size(), size_t(1));
    QVERIFY(s.stage().live().isVisible());
    s.addServer();
    QTRY_COMPARE_WITH_TIMEOUT(s.desk().takes().size(), size_t(1), 60'000);
    QVERIFY(!s.stage().live().isVisible());
}

void TstGenerateWindow::theFirstTakeIsShownAndLaterOnesAreCompared()
{
    GenerateStudio s;
    s.clickShot(0);
    for (int i = 0; i < 4; ++i)
        QVERIFY(s.generate());
    QCOMPARE(s.clip(0).selectedImage, s.desk().takes().front().id); // later ones do not push it out
    CompareView &view = s.stage().view();
    const std::pair<CompareMode, size_t> modes[] = {
        {CompareMode::TwoUp, 2}, {CompareMode::FourUp, 4}, {CompareMode::Wipe, 2}, {CompareMode::Difference, 2}, {CompareMode::Blink, 2}};
    for (const auto &[mode, count] : modes) {
        s.key(Qt::Key_C);
        QCOMPARE(view.mode(), mode);
        QCOMPARE(view.sides().size(), count);
    }
    s.key(Qt::Key_C);
    QCOMPARE(view.mode(), CompareMode::Single);
    // Alt and a click put another take beside it.
    const QRect third = s.stage().strip().itemRect(2);
    QTest::mouseClick(s.stage().strip().viewport(), Qt::LeftButton, Qt::AltModifier, third.center());
    QCOMPARE(view.mode(), CompareMode::TwoUp);
    QCOMPARE(s.desk().place(1), s.stage().strip().items()[2].take.id);
    // What they differ in is said: the seeds, at least.
    bool hasSeed = false;
    for (TakeFactCard *card : s.stage().findChildren<TakeFactCard *>()) {
        for (const TakeFactCard::Row &row : card->rows())
            hasSeed = hasSeed || (row.differs && row.label == QStringLiteral("Seed"));
    }
    QVERIFY(hasSeed);
}

void TstGenerateWindow::keysRateChooseRejectAndGoAlong()
{
    GenerateStudio s;
    s.clickShot(0);
    QVERIFY(s.generate());
    QVERIFY(s.generate());
    const TakeId first = s.desk().takes()[0].id;
    const TakeId second = s.desk().takes()[1].id;
    QCOMPARE(s.desk().place(0), first);
    s.key(Qt::Key_4);
    QCOMPARE(s.session->takes().find(first)->rating, 4);
    s.key(Qt::Key_Left); // the newest stands first
    QCOMPARE(s.desk().place(0), second);
    s.key(Qt::Key_X);
    QCOMPARE(s.session->takes().find(second)->verdict, timeline::TakeVerdict::Rejected);
    s.key(Qt::Key_X);
    QCOMPARE(s.session->takes().find(second)->verdict, timeline::TakeVerdict::None);
    s.key(Qt::Key_Y);
    QCOMPARE(s.session->takes().find(second)->verdict, timeline::TakeVerdict::Approved);
    s.key(Qt::Key_Return);
    QCOMPARE(s.clip(0).selectedImage, second);
    s.key(Qt::Key_Tab); // on to the older one
    QCOMPARE(s.desk().place(0), first);
    s.key(Qt::Key_Tab, Qt::ShiftModifier);
    QCOMPARE(s.desk().place(0), second);
    s.key(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(s.desk().place(0), first);
    s.key(Qt::Key_L, Qt::AltModifier);
    QVERIFY(s.stage().view().hasLoupe());
    QVERIFY(s.session->undo());
    QCOMPARE(s.clip(0).selectedImage, first);
    s.key(Qt::Key_Delete);
    QCOMPARE(s.desk().takes().size(), size_t(1));
    // Keys mean nothing while a prompt is written.
    s.params().prompt().setFocus();
    QTest::keyClicks(&s.params().prompt(), QStringLiteral(" xg5"));
    QVERIFY(s.params().prompt().toPlainText().contains(QStringLiteral("xg5")));
    QCOMPARE(s.desk().jobs().size(), size_t(0));
}

void TstGenerateWindow::reproduceMakesTheSameFile()
{
    GenerateStudio s;
    s.clickShot(0);
    QVERIFY(s.generate());
    s.key(Qt::Key_R);
    QTRY_COMPARE_WITH_TIMEOUT(s.desk().takes().size(), size_t(2), 60'000);
    QCOMPARE(s.desk().takes()[1].media.hash, s.desk().takes()[0].media.hash);
    QCOMPARE(s.desk().recipeOf(s.desk().takes()[1].id).request, s.desk().recipeOf(s.desk().takes()[0].id).request);
}

void TstGenerateWindow::aVariationIsAskedForAndQueued()
{
    GenerateStudio s;
    s.clickShot(0);
    QVERIFY(s.generate());
    s.key(Qt::Key_V);
    auto *value = s.screen->findChild<QLineEdit *>(QStringLiteral("varyValue"));
    auto *queue = s.screen->findChild<PushButton *>(QStringLiteral("varyQueue"));
    QVERIFY(value && queue);
    value->setText(QStringLiteral("%1").arg(*s.desk().takes()[0].seed)); // what it has: refused, the text stays
    s.click(queue);
    QVERIFY(value->isVisible() && value->property("wrong").toBool());
    value->setText(QStringLiteral("77"));
    s.click(queue);
    QTRY_COMPARE_WITH_TIMEOUT(s.desk().takes().size(), size_t(2), 60'000);
    QCOMPARE(s.desk().takes()[1].seed, std::optional<qint64>(77));
}

void TstGenerateWindow::theFrontOfTheQueueAndTheBatch()
{
    GenerateStudio s(false);
    s.clickShot(0);
    s.key(Qt::Key_G);
    s.clickShot(1);
    s.key(Qt::Key_G, Qt::ShiftModifier);
    QCOMPARE(s.service->jobs().size(), size_t(2));
    QCOMPARE(s.service->jobs().front().clip, s.clip(1).id.text());
    std::vector<ClipId> asked;
    connect(s.context.get(), &AppContext::batchRequested, this, [&](const std::vector<ClipId> &clips) { asked = clips; });
    s.key(Qt::Key_G, Qt::ControlModifier);
    QCOMPARE(asked.size(), size_t(6));
    asked.clear();
    s.click(&s.screen->rack().batchButton());
    QCOMPARE(asked.size(), size_t(6));
}

void TstGenerateWindow::takesGoToThePoolAndStartTheNextShot()
{
    GenerateStudio s;
    s.clickShot(0);
    QVERIFY(s.generate());
    s.key(Qt::Key_P);
    const auto inPool = [&] {
        const auto all = s.session->takes().all();
        return std::ranges::count_if(*all, [](const timeline::Take &take) { return take.clip.isEmpty(); });
    };
    QCOMPARE(inPool(), 1);
    s.key(Qt::Key_P);
    QCOMPARE(s.problems.size(), size_t(1));
    QCOMPARE(s.problems.back().code(), ProblemCode::DuplicateResource);
    s.actions.trigger(QStringLiteral("generate.startNext"));
    QCOMPARE(s.clip(1).generation.continueFrom, s.clip(0).id);
    s.actions.trigger(QStringLiteral("generate.useAsStart"));
    QCOMPARE(s.clip(0).generation.params.value(QStringLiteral("init_image")).toString(),
             QStringLiteral("take:") + s.desk().takes()[0].id.text());
}

void TstGenerateWindow::aRunningJobIsSeenAndCancelled()
{
    GenerateStudio s(true, 8); // slow enough to be seen
    s.clickShot(0);
    s.click(&s.params().generateButton());
    QTRY_VERIFY_WITH_TIMEOUT(!s.desk().jobs().empty() && s.desk().jobs().front().isWithServer(), 30'000);
    QVERIFY(s.stage().live().isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!s.service->previewOf(s.desk().jobs().front().id).isEmpty(), 30'000);
    PushButton *cancel = nullptr;
    for (PushButton *button : s.stage().live().findChildren<PushButton *>())
        cancel = button->text() == QStringLiteral("Cancel") ? button : cancel;
    QVERIFY(cancel);
    s.click(cancel);
    QTRY_VERIFY_WITH_TIMEOUT(s.desk().jobs().empty(), 30'000);
    QVERIFY(s.desk().takes().empty());
}

void TstGenerateWindow::searchAndFiltersChooseShots()
{
    GenerateStudio s;
    ShotRack &rack = s.screen->rack();
    QTRY_COMPARE(rack.grid().cells().size(), size_t(6));
    rack.search().setFocus();
    QTest::keyClicks(&rack.search(), QStringLiteral("Shot 3"));
    QCOMPARE(rack.grid().cells().size(), size_t(1));
    s.clickShot(0);
    QCOMPARE(s.desk().clipId(), s.clip(2).id);
    rack.search().clear();
    QVERIFY(s.generate());
    ShotRackFilter filter;
    filter.state = ShotRackFilter::State::Ready;
    rack.setFilter(filter);
    QTRY_COMPARE(rack.grid().cells().size(), size_t(1));
    filter.state = ShotRackFilter::State::WithoutTake;
    rack.setFilter(filter);
    QTRY_COMPARE(rack.grid().cells().size(), size_t(5));
    QCOMPARE(rack.withoutTakes().size(), size_t(5));
    filter.state = ShotRackFilter::State::Failed;
    rack.setFilter(filter);
    QCOMPARE(rack.grid().cells().size(), size_t(0));
    rack.setFilter({});
    rack.grid().setFocus();
    s.clickShot(0);
    QTest::keyClick(&rack.grid(), Qt::Key_Right);
    QCOMPARE(s.desk().clipId(), s.clip(1).id);
    QTest::keyClick(&rack.grid(), Qt::Key_Down);
    QCOMPARE(s.desk().clipId(), s.clip(3).id);
}

void TstGenerateWindow::statesWithoutProjectAndWithoutShots()
{
    GenerateStudio s(false);
    const auto shownTitles = [&] {
        QStringList titles;
        for (EmptyState *state : s.screen->findChildren<EmptyState *>()) {
            if (state->isVisible()) {
                for (TextLabel *label : state->findChildren<TextLabel *>())
                    titles.append(label->text());
            }
        }
        return titles;
    };
    timeline::Timeline empty = s.session->timeline();
    empty.clips.clear();
    empty.scenes.clear();
    SC_VERIFY_OK(s.session->apply(QStringLiteral("Empty"), empty));
    QTRY_VERIFY(shownTitles().contains(QStringLiteral("No shots yet")));
    QVERIFY(!s.params().isVisible());
    s.service->setSession(nullptr);
    s.context->setSession(nullptr);
    QTRY_VERIFY(shownTitles().contains(QStringLiteral("No project is open")));
    QVERIFY(s.desk().clip() == nullptr);
    s.context->setSession(s.session.get());
}

void TstGenerateWindow::everyWidthIsUsable()
{
    GenerateStudio s;
    for (const QSize size : {QSize(960, 528), QSize(1376, 788), QSize(2400, 1400)}) {
        s.screen->resize(size);
        QApplication::processEvents();
        const QWidget *parts[] = {&s.screen->rack(), &s.stage(), &s.params()};
        for (const QWidget *a : parts) {
            QVERIFY(a->isVisible());
            QVERIFY(s.screen->rect().contains(a->geometry()));
            for (const QWidget *b : parts)
                QVERIFY(a == b || !a->geometry().intersects(b->geometry()));
        }
        QVERIFY(s.stage().view().height() >= 135);
        QVERIFY(s.params().rect().contains(
            QRect(s.params().generateButton().mapTo(&s.params(), QPoint()), s.params().generateButton().size())));
        QVERIFY(s.stage().strip().height() >= 60 || s.desk().takes().empty());
    }
}

SC_TEST(TstGenerateWindow)
#include "tst_generate_window.moc"
