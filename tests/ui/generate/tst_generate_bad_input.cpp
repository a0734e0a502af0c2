// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/shot_workflow.h"
#include "core/generation/workflow_shelf.h"
#include "tests/support/media_maker.h"
#include "tests/support/test_main.h"
#include "tests/ui/generate/generate_studio.h"
#include "ui/generate/advanced_part.h"
#include "ui/generate/lora_card.h"
#include "ui/generate/picture_field.h"
#include "ui/generate/seed_row.h"
#include "ui/generate/shot_grid.h"
#include "ui/generate/size_row.h"
#include "ui/generate/value_field.h"
#include "ui/timeline/timeline_surface.h"
#include "ui/widgets/character_drag.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QMimeData>
#include <QtGui/QDropEvent>
#include <QtWidgets/QLineEdit>

using namespace sc;
using namespace sc::ui;
using namespace sc::test;

// What the Generate screen does with what it cannot use.
class TstGenerateBadInput : public QObject
{
    Q_OBJECT

    static void type(QLineEdit *edit, const QString &text)
    {
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    }
    static QJsonObject paramsOf(const GenerateStudio &s) { return s.clip(0).generation.params; }

private Q_SLOTS:
    void anEmptyPromptTurnsGenerateOffWithTheReason();
    void aNumberOutOfRangeIsRefusedAndTheNearestIsOffered();
    void aSizeOffTheGridIsRoundedAndSaid();
    void aSeedThatIsNoNumberIsHashedOnRequest();
    void moreLorasThanTheFamilyTakes();
    void aLoraOfAnotherFamilyWarns();
    void aModelThatNoServerHas();
    void picturesThatAreNone();
    void workflowsThatAreNone();
    void aWorkflowStaysWithItsShot();
    void aCharacterIsDroppedOnShots();
    void aLockedShotIsNotEdited();
    void weightKeysAndComposedView();
};

void TstGenerateBadInput::anEmptyPromptTurnsGenerateOffWithTheReason()
{
    GenerateStudio s(false);
    s.clickShot(0);
    QVERIFY(s.params().generateButton().isEnabled());
    s.params().prompt().setFocus();
    s.params().prompt().selectAll();
    QTest::keyClick(&s.params().prompt(), Qt::Key_Delete);
    s.params().commitTyping();
    QVERIFY(s.clip(0).imagePrompt.isEmpty());
    QVERIFY(!s.params().generateButton().isEnabled());
    QVERIFY2(s.params().reason().contains(QStringLiteral("no prompt")), qPrintable(s.params().reason()));
    s.key(Qt::Key_G);
    QVERIFY(s.service->jobs().empty());
    QTest::keyClicks(&s.params().prompt(), QStringLiteral("rain"));
    QTest::keyClick(&s.params().prompt(), Qt::Key_Return, Qt::ControlModifier); // and generates
    QCOMPARE(s.clip(0).imagePrompt, QStringLiteral("rain"));
    QCOMPARE(s.service->jobs().size(), size_t(1));
    QVERIFY(s.service->jobs().front().prompt.contains(QStringLiteral("rain")));
}

void TstGenerateBadInput::aNumberOutOfRangeIsRefusedAndTheNearestIsOffered()
{
    GenerateStudio s(false);
    s.clickShot(0);
    ValueField &steps = s.params().steps();
    type(steps.edit(), QStringLiteral("900"));
    QVERIFY(steps.isWrong());
    QCOMPARE(steps.edit()->text(), QStringLiteral("900")); // what was typed stays
    QCOMPARE(paramsOf(s).value(QStringLiteral("steps")).toInt(), 3);
    QCOMPARE(steps.offer()->text(), QStringLiteral("Use 200"));
    s.click(steps.offer());
    QVERIFY(!steps.isWrong());
    QCOMPARE(paramsOf(s).value(QStringLiteral("steps")).toInt(), 200);
    type(steps.edit(), QStringLiteral("many"));
    QVERIFY(steps.isWrong());
    QTest::keyClick(steps.edit(), Qt::Key_Escape);
    QVERIFY(!steps.isWrong());
    QCOMPARE(steps.edit()->text(), QStringLiteral("200"));
    type(steps.edit(), QStringLiteral("24"));
    QCOMPARE(paramsOf(s).value(QStringLiteral("steps")).toInt(), 24);
}

void TstGenerateBadInput::aSizeOffTheGridIsRoundedAndSaid()
{
    GenerateStudio s(false);
    s.clickShot(0);
    SizeRow &size = s.params().sizeRow();
    type(size.widthEdit(), QStringLiteral("1001"));
    QCOMPARE(paramsOf(s).value(QStringLiteral("width")).toInt(), 1000);
    QVERIFY2(size.message().contains(QStringLiteral("1000")), qPrintable(size.message()));
    type(size.widthEdit(), QStringLiteral("9000"));
    QVERIFY(size.message().contains(QStringLiteral("4096")));
    QCOMPARE(paramsOf(s).value(QStringLiteral("width")).toInt(), 1000);
    QCOMPARE(size.widthEdit()->text(), QStringLiteral("9000"));
}

void TstGenerateBadInput::aSeedThatIsNoNumberIsHashedOnRequest()
{
    GenerateStudio s(false);
    s.clickShot(0);
    SeedRow &seed = s.params().seedRow();
    type(seed.edit(), QStringLiteral("my cat"));
    QVERIFY(seed.hashOffer()->isVisible());
    QVERIFY(!paramsOf(s).contains(QStringLiteral("seed")));
    s.click(seed.hashOffer());
    QCOMPARE(paramsOf(s).value(QStringLiteral("seed")).toInteger(), comfy::seedFromText(QStringLiteral("my cat")));
    type(seed.edit(), QStringLiteral("-7"));
    QVERIFY(!seed.hashOffer()->isVisible());
    QCOMPARE(paramsOf(s).value(QStringLiteral("seed")).toInteger(), comfy::seedFromText(QStringLiteral("my cat")));
    type(seed.edit(), QStringLiteral("418 220 917"));
    QCOMPARE(paramsOf(s).value(QStringLiteral("seed")).toInteger(), 418220917);
    s.click(seed.lock());
    QVERIFY(!paramsOf(s).contains(QStringLiteral("seed")));
    s.click(seed.dice());
    QVERIFY(paramsOf(s).contains(QStringLiteral("seed")));
}

void TstGenerateBadInput::moreLorasThanTheFamilyTakes()
{
    GenerateStudio s(false);
    s.clickShot(0);
    LoraCard &loras = s.params().loras();
    for (int i = 0; i < 5; ++i)
        loras.add(QStringLiteral("rain_%1.safetensors").arg(i));
    QVERIFY(!loras.addButton()->isEnabled());
    QVERIFY2(loras.addButton()->toolTip().contains(u'5'), qPrintable(loras.addButton()->toolTip()));
    s.desk().setModel(QStringLiteral("qwen_edit"), {});
    QVERIFY(!loras.addButton()->isEnabled());
}

void TstGenerateBadInput::aLoraOfAnotherFamilyWarns()
{
    GenerateStudio s(false);
    s.clickShot(0);
    s.params().loras().add(QStringLiteral("wan2.2_rain.safetensors"));
    QStringList words;
    for (TextLabel *label : s.params().loras().findChildren<TextLabel *>())
        words.append(label->isVisibleTo(&s.params().loras()) ? label->text() : QString());
    QVERIFY2(words.join(u' ').contains(QStringLiteral("Wan 2.2")), qPrintable(words.join(u' ')));
    QVERIFY(s.params().generateButton().isEnabled()); // allowed
}

void TstGenerateBadInput::aModelThatNoServerHas()
{
    GenerateStudio s;
    QTRY_VERIFY_WITH_TIMEOUT(s.desk().nodes().anyOnline(), 20'000);
    s.clickShot(0);
    s.desk().setModel(QStringLiteral("sdxl"), QStringLiteral("no_such_model.safetensors"));
    QTRY_VERIFY2_WITH_TIMEOUT(s.params().reason().contains(QStringLiteral("no_such_model")), qPrintable(s.params().reason()), 20'000);
    QVERIFY(s.desk().outlook().waits);
    QVERIFY(s.params().generateButton().isEnabled()); // it waits for a server that has it
}

void TstGenerateBadInput::picturesThatAreNone()
{
    GenerateStudio s(false);
    s.clickShot(0);
    s.params().showAdvanced(true);
    const QString text = s.folder.filePath(QStringLiteral("words.png"));
    QVERIFY(writeFile(text, "no picture"));
    PictureField *field = s.params().advanced().startPicture();
    field->takeFile(text);
    QCOMPARE(s.problems.size(), size_t(1));
    QVERIFY(!paramsOf(s).contains(QStringLiteral("init_image")));
    const QString picture = s.folder.filePath(QStringLiteral("start.png"));
    QVERIFY(numberedImage(3).save(picture));
    field->takeFile(picture);
    QVERIFY(paramsOf(s).value(QStringLiteral("init_image")).toString().startsWith(QStringLiteral("media/")));
    QCOMPARE(s.problems.size(), size_t(1));
}

void TstGenerateBadInput::workflowsThatAreNone()
{
    GenerateStudio s(false);
    s.clickShot(0);
    s.params().showAdvanced(true);
    AdvancedPart &advanced = s.params().advanced();
    const QString file = s.folder.filePath(QStringLiteral("graph.json"));
    const std::pair<QByteArray, QString> bad[] = {{"{\"1\": ", QStringLiteral("JSON")},
                                                  {R"({"nodes":[],"links":[]})", QStringLiteral("Export (API)")}};
    for (const auto &[bytes, words] : bad) {
        QVERIFY(writeFile(file, bytes));
        advanced.importWorkflow(file);
        QVERIFY2(advanced.workflowProblem().contains(words), qPrintable(advanced.workflowProblem()));
        QVERIFY(s.desk().workflow() == nullptr);
    }
}

void TstGenerateBadInput::aWorkflowStaysWithItsShot()
{
    GenerateStudio s(false);
    s.clickShot(0);
    s.params().showAdvanced(true);
    const QString file = s.folder.filePath(QStringLiteral("mine.json"));
    QVERIFY(writeFile(file, R"({"1":{"class_type":"CheckpointLoaderSimple","inputs":{"ckpt_name":"sd_xl_base_1.0.safetensors"}},
        "2":{"class_type":"CLIPTextEncode","inputs":{"text":"fox","clip":["1",1]}},
        "3":{"class_type":"CLIPTextEncode","inputs":{"text":"","clip":["1",1]}},
        "4":{"class_type":"EmptyLatentImage","inputs":{"width":512,"height":512,"batch_size":1}},
        "5":{"class_type":"KSampler","inputs":{"model":["1",0],"positive":["2",0],"negative":["3",0],"latent_image":["4",0],
             "seed":1,"steps":4,"cfg":7,"sampler_name":"euler","scheduler":"normal","denoise":1}},
        "6":{"class_type":"VAEDecode","inputs":{"samples":["5",0],"vae":["1",2]}},
        "7":{"class_type":"SaveImage","inputs":{"images":["6",0],"filename_prefix":"x"}}})"));
    s.params().advanced().importWorkflow(file);
    QVERIFY2(s.desk().workflow() != nullptr, qPrintable(s.params().advanced().workflowProblem()));
    const QString id = s.desk().workflow()->id;
    QCOMPARE(generation::workflowIdOf(s.clip(0)), id);
    s.clickShot(1);
    QVERIFY(s.desk().workflow() == nullptr); // of the other shot alone
    s.clickShot(0);
    QVERIFY(s.desk().workflow() != nullptr);
    s.desk().setKind(comfy::MediaKind::Video);
    QVERIFY(s.desk().workflow() == nullptr); // it makes pictures
    s.desk().setKind(comfy::MediaKind::Image);
    SC_VERIFY_OK(s.session->undo());
    QVERIFY(s.desk().workflow() == nullptr);
    SC_VERIFY_OK(s.session->redo());
    QCOMPARE(s.desk().workflow()->id, id);
    SC_VERIFY_OK(generation::WorkflowShelf(s.desk().service()->profile()).remove(id));
    s.clickShot(1);
    s.desk().setKind(comfy::MediaKind::Video);
    s.clickShot(0);
    s.desk().setKind(comfy::MediaKind::Image);
    s.desk().setPrompt(QStringLiteral("a fox"));
    (void)s.desk().workflow();
    QVERIFY2(s.desk().reasonNot().contains(QStringLiteral("not on this computer")), qPrintable(s.desk().reasonNot()));
}

void TstGenerateBadInput::aCharacterIsDroppedOnShots()
{
    GenerateStudio s(false);
    const auto drop = [](QWidget *view, QPointF at, const QString &id) {
        QMimeData data;
        data.setData(QLatin1String(kCharactersMimeType), id.toUtf8());
        QDragEnterEvent enter(at.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(view, &enter);
        QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        event.ignore();
        if (enter.isAccepted())
            QApplication::sendEvent(view, &event);
        return event.isAccepted();
    };
    const auto cast = [&](size_t n) {
        QStringList ids;
        for (const timeline::CharacterUse &use : s.clip(n).generation.characters)
            ids.append(use.character.text());
        return ids;
    };
    const QString rhea = QStringLiteral("rhea");
    ShotGrid &grid = s.screen->rack().grid();
    s.clickShot(0);
    QVERIFY(drop(grid.viewport(), grid.cellRect(2).center(), rhea));
    QCOMPARE(cast(2), QStringList{rhea}); // the shot under the pointer, not the one that was open
    QVERIFY(cast(0).isEmpty());
    QVERIFY(drop(grid.viewport(), grid.cellRect(2).center(), QStringLiteral("rhea\nsol")));
    QCOMPARE(cast(2), (QStringList{rhea, QStringLiteral("sol")}));
    SC_VERIFY_OK(s.session->undo());
    QCOMPARE(cast(2), QStringList{rhea});
    QVERIFY(!drop(grid.viewport(), QPointF(grid.viewport()->width() - 1, grid.viewport()->height() - 1), rhea)); // no shot there
    // On the timeline, with all that are selected.
    Selection several;
    several.setClips({s.clip(3).id, s.clip(4).id});
    s.desk().editor().setSelection(several);
    TimelineSurface &surface = *s.timeline->surface();
    s.timeline->resize(1376, 700);
    s.timeline->show();
    QVERIFY(QTest::qWaitForWindowExposed(s.timeline.get()));
    QVERIFY(drop(&surface, surface.boxOf(s.clip(4).id).center(), rhea));
    QCOMPARE(cast(3), QStringList{rhea});
    QCOMPARE(cast(4), QStringList{rhea});
    QVERIFY(cast(5).isEmpty());
    // A locked shot refuses and says so.
    SC_VERIFY_OK(
        s.session->apply(QStringLiteral("Lock"), timeline::setLocked(s.session->timeline(), {.clips = {s.clip(5).id}, .locked = true})));
    QVERIFY(drop(grid.viewport(), grid.cellRect(5).center(), rhea));
    QVERIFY(cast(5).isEmpty());
}

void TstGenerateBadInput::aLockedShotIsNotEdited()
{
    GenerateStudio s(false);
    SC_VERIFY_OK(
        s.session->apply(QStringLiteral("Lock"), timeline::setLocked(s.session->timeline(), {.clips = {s.clip(0).id}, .locked = true})));
    s.clickShot(0);
    QVERIFY(s.desk().isLocked());
    QVERIFY(s.params().prompt().isReadOnly());
    QVERIFY(!s.params().steps().isEnabled());
    QVERIFY(!s.params().loras().addButton()->isEnabled());
}

void TstGenerateBadInput::weightKeysAndComposedView()
{
    GenerateStudio s(false);
    timeline::EditClip edit;
    edit.clip = s.clip(0).id;
    timeline::ShotDirection direction;
    direction.shotType = QStringLiteral("wide");
    edit.direction = direction;
    SC_VERIFY_OK(s.session->apply(QStringLiteral("Direct"), timeline::editClip(s.session->timeline(), edit)));
    s.clickShot(0);
    PromptEdit &prompt = s.params().prompt();
    prompt.setFocus();
    prompt.moveCursor(QTextCursor::End);
    QTest::keyClick(&prompt, Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(prompt.toPlainText(), QStringLiteral("neon avenue, wet (road:1.1)"));
    s.params().showComposed(true);
    QCOMPARE(s.clip(0).imagePrompt, QStringLiteral("neon avenue, wet (road:1.1)"));
    QCOMPARE(s.params().composed().text(), QStringLiteral("neon avenue, wet (road:1.1), wide"));
    QVERIFY(s.params().composed().findChild<QWidget *>() != nullptr);
    s.params().showComposed(false);
    QVERIFY(prompt.isVisible());
}

SC_TEST(TstGenerateBadInput)
#include "tst_generate_bad_input.moc"
